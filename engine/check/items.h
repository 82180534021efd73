#pragma once
// Where a scenario must name an item, and where it cannot. Source: language-additions.md "Items".
//
// Precondition: all declarations have been checked. Each gives false if something was reported.

#include <engine/check/checking.h>
#include <engine/check/kept.h>

namespace licet::check {

/// What is collected by item names the item, and an item is named only where something is by item.
bool check_item_of_event(Checking& checking, const syntax::GivenEvent& given);

/// What falls due by item has a line for each item, and no other.
bool check_item_of_due(Checking& checking, const syntax::ExpectDue& expect, const KeptThing& thing);

}  // namespace licet::check
