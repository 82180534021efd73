#include <engine/explain/missing_sentences.h>
#include <engine/explain/speaker.h>
#include <engine/time/civil.h>
#include <fmt/core.h>

namespace licet::explain {
namespace {

class Teller {
 public:
  Teller(const model::Model& model, Language language)
      : speaker_(model, language), german_(language == Language::kGerman) {}

  std::vector<std::string> summary(const Missing& missing) const {
    std::vector<std::string> sentences;
    if (missing.decision.outcome == Outcome::kPermit) {
      sentences.emplace_back(
          in("The request is permitted; nothing is missing.", "Die Anfrage ist erlaubt; es fehlt nichts."));
      return sentences;
    }
    const std::size_t ways = missing.sets.size();
    if (ways == 0) {
      sentences.emplace_back(
          missing.complete
              ? in("Nothing that could be asked, told or learned would permit the request.",
                   "Nichts, was sich erfragen, mitteilen oder feststellen ließe, "
                   "würde die Anfrage erlauben.")
              : in("No way to permit the request was found.", "Es wurde kein Weg gefunden, die Anfrage zu erlauben."));
    } else if (ways == 1) {
      sentences.emplace_back(
          in("The request is denied; this would permit it.", "Die Anfrage ist verboten; dies würde sie erlauben."));
    } else {
      sentences.push_back(
          fmt::format(fmt::runtime(in("The request is denied; any one of {} ways would permit it.",
                                      "Die Anfrage ist verboten; jeder von {} Wegen würde sie erlauben.")),
                      ways));
    }
    for (const Obstacle& obstacle : missing.in_the_way) sentences.push_back(obstacle_sentence(obstacle, ways > 0));
    add_beside(missing, sentences);
    if (!missing.complete) {
      sentences.emplace_back(in("The search was ended before every way was tried.",
                                "Die Suche wurde beendet, bevor jeder Weg versucht war."));
    }
    return sentences;
  }

  std::string paragraph(const MissingSet& set) const {
    std::string text;
    for (const MissingAct& act : set.acts) {
      if (!text.empty()) text += ' ';
      text += act_sentence(act, set);
    }
    return text;
  }

 private:
  const char* in(const char* english, const char* german) const { return german_ ? german : english; }
  template <class... Values>
  std::string say(const char* english, const char* german, const Values&... values) const {
    return fmt::format(fmt::runtime(in(english, german)), values...);
  }

  void add_beside(const Missing& missing, std::vector<std::string>& sentences) const {
    if (!missing.restricted_by_retention.empty()) {
      sentences.push_back(say("A retention period restricts the processing of {}.",
                              "Eine Aufbewahrungsfrist schränkt die Verarbeitung von {} ein.",
                              speaker_.list(missing.restricted_by_retention)));
    }
    if (missing.permitted_from) {
      sentences.push_back(say("As time passes, it is permitted from {} on without any act.",
                              "Durch Zeitablauf allein ist sie ab dem {} erlaubt.",
                              speaker_.moment(*missing.permitted_from)));
    }
    if (missing.device_helps) {
      sentences.emplace_back(in("No device is named; with one there would be ways by what its user agrees to.",
                                "Es ist kein Gerät genannt; mit einem gäbe es Wege über das, dem sein Nutzer "
                                "zustimmt."));
    }
    if (missing.customer_helps) {
      sentences.emplace_back(in("No customer is named; with one there would be ways by what the customer agrees to.",
                                "Es ist kein Kunde genannt; mit einem gäbe es Wege über das, dem er zustimmt."));
    }
  }

  std::string named(const std::string& name, const std::string& title) const {
    return title.empty() ? name : name + ' ' + speaker_.quoted(title);
  }

  std::string act_sentence(const MissingAct& act, const MissingSet& set) const {
    const std::string name = named(act.name, act.title);
    switch (act.kind) {
      case ActKind::kLearn:
        return learn_sentence(act, name);
      case ActKind::kInform: {
        const std::string wording = wording_text(act);
        return act.holder == ActHolder::kDevice
                   ? say("Give the notice {}{} on the device.", "Die Information {}{} auf dem Gerät erteilen.", name,
                         wording)
                   : say("Give the notice {}{}.", "Die Information {}{} erteilen.", name, wording);
      }
      case ActKind::kAsk: {
        std::string scope = speaker_.list(act.purposes);
        if (act.limits_channels) scope += say(" by {}", " per {}", speaker_.choice(act.channels));
        return say("Ask for consent {} for {}{}{}{}.", "Um die Einwilligung {} für {}{}{}{} bitten.", name, scope,
                   act.holder == ActHolder::kDevice ? in(" on the device", " auf dem Gerät") : "", wording_text(act),
                   facts_text(act));
      }
      case ActKind::kConfirm: {
        bool asked = false;
        for (const MissingAct& other : set.acts)
          asked = asked || (other.kind == ActKind::kAsk && other.name == act.name);
        return asked ? say("Have it confirmed ({}){}.", "Sie bestätigen lassen ({}){}.", act.name, facts_text(act))
                     : say("Have the consent {}, which waits for it, confirmed{}.",
                           "Die erteilte Einwilligung {}, die darauf wartet, bestätigen lassen{}.", name,
                           facts_text(act));
      }
    }
    return {};
  }

  std::string learn_sentence(const MissingAct& act, const std::string& name) const {
    const std::string value = region_text(*act.value);
    switch (act.holder) {
      case ActHolder::kCustomer:
        return say("Learn of the customer that {} is {}.", "Vom Kunden feststellen, dass {} {} ist.", name, value);
      case ActHolder::kDevice:
        return say("Learn of the device that {} is {}.", "Vom Gerät feststellen, dass {} {} ist.", name, value);
      case ActHolder::kRecipient:
        return say("Learn of the recipient that {} is {}.", "Vom Empfänger feststellen, dass {} {} ist.", name, value);
      case ActHolder::kRequest:
        return say("State with the request that {} is {}.", "Mit der Anfrage angeben, dass {} {} ist.", name, value);
    }
    return {};
  }

  std::string wording_text(const MissingAct& act) const {
    if (!act.wording) return {};
    return say(", with wording {}", " mit dem Wortlaut {}", speaker_.quoted(*act.wording));
  }

  std::string facts_text(const MissingAct& act) const {
    std::vector<std::string> stated;
    for (const StatedNeed& need : act.facts) {
      stated.push_back(say("{} is {}", "{} {} ist", need.fact, region_text(need.value)));
    }
    if (stated.empty()) return {};
    return say(", and state that {}", ", und festhalten, dass {}", speaker_.list(stated));
  }

  std::string value_text(const RawValue& value) const {
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? in("yes", "ja") : in("no", "nein");
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    return std::get<std::string>(value);
  }

  std::string moment_text(Instant t) const { return speaker_.moment_to_second(t); }

  /// Is it the first instant after a whole second? People name the second.
  bool is_just_after(Instant t) const { return speaker_.model().zone->local(t).micros == 1; }
  std::string from_text(Instant t) const {
    return is_just_after(t) ? say("after {}", "nach dem {}", moment_text(t))
                            : say("from {} on", "ab dem {}", moment_text(t));
  }
  std::string before_text(Instant t) const {
    return is_just_after(t) ? say("up to {}", "bis zum {}", moment_text(t))
                            : say("before {}", "vor dem {}", moment_text(t));
  }

  /// Of a value that is compared with another that is not known either, also an example.
  std::string region_text(const ValueRegion& region) const {
    const std::string text = values_text(region);
    if (region.compared_with.empty()) return text;
    return say("{} (compared with {}; for example {})", "{} (verglichen mit {}; zum Beispiel {})", text,
               speaker_.list(region.compared_with), value_text(region.example));
  }

  std::string values_text(const ValueRegion& region) const {
    if (!region.values.empty()) {
      std::vector<std::string> values;
      for (const RawValue& value : region.values) {
        const bool text = region.others && std::holds_alternative<std::string>(value);
        values.push_back(text ? speaker_.quoted(std::get<std::string>(value)) : value_text(value));
      }
      const std::string choice = speaker_.choice(values);
      return region.others ? say("anything but {}", "etwas anderes als {}", choice) : choice;
    }
    if (region.at_least && region.at_most) {
      if (*region.at_least == *region.at_most) return std::to_string(*region.at_least);
      return say("from {} to {}", "von {} bis {}", *region.at_least, *region.at_most);
    }
    if (region.at_least) return say("at least {}", "mindestens {}", *region.at_least);
    if (region.at_most) return say("at most {}", "höchstens {}", *region.at_most);
    if (region.from && region.before) return from_text(*region.from) + ", " + before_text(*region.before);
    if (region.from) return from_text(*region.from);
    if (region.before) return before_text(*region.before);
    return in("whatever it is", "gleich welcher Wert");
  }

  /// With ways, it is other ways that it stands against.
  std::string obstacle_sentence(const Obstacle& obstacle, bool ways) const {
    const std::string since = moment_text(obstacle.begun.at);
    switch (obstacle.kind) {
      case ObstacleKind::kObjection:
        if (obstacle.outdone) {
          return say(
              "The objection of {} stands. A consent that is given later outdoes it; but to ask for one may "
              "itself be what the person objected to.",
              "Der Widerspruch vom {} besteht. Eine später erteilte Einwilligung geht ihm vor; schon um sie zu "
              "bitten kann aber das sein, dem die Person widersprochen hat.",
              since);
        }
        if (!obstacle.certain) {
          return say("The objection of {} may stand in the way; only the person can lift it.",
                     "Der Widerspruch vom {} steht möglicherweise entgegen; nur die Person kann ihn aufheben.", since);
        }
        return ways ? say("Other ways are barred by the objection of {}; only the person can lift it.",
                          "Anderen Wegen steht der Widerspruch vom {} entgegen; nur die Person kann ihn aufheben.",
                          since)
                    : say("The objection of {} stands in the way; only the person can lift it.",
                          "Der Widerspruch vom {} steht entgegen; nur die Person kann ihn aufheben.", since);
      case ObstacleKind::kRestriction:
        if (!obstacle.certain) {
          return say("The restriction of {} may stand in the way.",
                     "Die Einschränkung vom {} steht möglicherweise entgegen.", since);
        }
        return ways
                   ? say("Other ways are barred by the restriction of {}.",
                         "Anderen Wegen steht die Einschränkung vom {} entgegen.", since)
                   : say("The restriction of {} stands in the way.", "Die Einschränkung vom {} steht entgegen.", since);
      case ObstacleKind::kErasureRequest:
        if (!obstacle.certain) {
          return say("The request for erasure of {} may stand in the way.",
                     "Das Löschverlangen vom {} steht möglicherweise entgegen.", since);
        }
        return ways ? say("Other ways are barred by the request for erasure of {}.",
                          "Anderen Wegen steht das Löschverlangen vom {} entgegen.", since)
                    : say("The request for erasure of {} stands in the way.",
                          "Das Löschverlangen vom {} steht entgegen.", since);
    }
    return {};
  }

  Speaker speaker_;
  bool german_;
};

}  // namespace

Sentences missing_sentences(const Missing& missing, const model::Model& model, Language language) {
  const Teller teller(model, language);
  Sentences told;
  told.language = language;
  told.summary = teller.summary(missing);
  for (const MissingSet& set : missing.sets) told.details.push_back(teller.paragraph(set));
  return told;
}

}  // namespace licet::explain
