#pragma once
// A policy set made ready: its model, its decision graph, and how events fold under it.
//
// Immutable; shared by all threads. Making one takes time in proportion to the rules.

#include <engine/base/source.h>
#include <engine/check/set_archive.h>
#include <engine/decide/decider.h>
#include <engine/facts/fold.h>
#include <engine/graph/build.h>
#include <memory>
#include <tl/expected.hpp>

namespace licet::decide {

class ReadyPolicy {
 public:
  /// `sources` are the files that the model was made from, `archive` their bytes, needed only to record decisions. The
  /// error names the rule that is too large for a graph.
  static tl::expected<std::shared_ptr<const ReadyPolicy>, graph::OverBudget> make(
      const std::shared_ptr<const model::Model>& model, SourceFiles sources, const graph::GraphOptions& options = {},
      check::SetArchive archive = {});

  const model::Model& model() const { return decider_.model(); }
  const graph::DecisionGraph& graph() const { return decider_.graph(); }
  const Decider& decider() const { return decider_; }
  const facts::FoldPlan& fold_plan() const { return plan_; }
  const SourceFiles& sources() const { return sources_; }
  /// What the record keeps to explain decisions later.
  const check::SetArchive& archive() const { return archive_; }

 private:
  ReadyPolicy(const std::shared_ptr<const model::Model>& model, std::shared_ptr<const graph::DecisionGraph> graph,
              SourceFiles sources, check::SetArchive archive)
      : decider_(model, std::move(graph)), plan_(*model), sources_(std::move(sources)), archive_(std::move(archive)) {}

  Decider decider_;
  facts::FoldPlan plan_;
  SourceFiles sources_;
  check::SetArchive archive_;
};

/// States folded for one question, with the memory they stand in.
class FoldedStates {
 public:
  /// From the events that name the question's customer or device, or a recipient that it asks about, in order of
  /// recording.
  FoldedStates(const facts::FoldPlan& plan, std::span<const RecordedEvent> events, const exchange::Question& question);
  FoldedStates(const FoldedStates&) = delete;
  FoldedStates& operator=(const FoldedStates&) = delete;

  const States& states() const { return states_; }

 private:
  std::vector<std::uint64_t> person_;
  std::vector<std::uint64_t> device_;
  std::vector<std::vector<std::uint64_t>> recipients_;
  std::vector<facts::HolderView> views_;
  States states_;
};

}  // namespace licet::decide
