#pragma once
// Everything a user of the library needs.

#include <licet/backup.h>
#include <licet/clock.h>
#include <licet/decision.h>
#include <licet/diagnostic.h>
#include <licet/due.h>
#include <licet/erasure.h>
#include <licet/event.h>
#include <licet/explanation.h>
#include <licet/export.h>
#include <licet/input_error.h>
#include <licet/instant.h>
#include <licet/limits.h>
#include <licet/missing.h>
#include <licet/policy.h>
#include <licet/proof.h>
#include <licet/record_check.h>
#include <licet/replay.h>
#include <licet/request.h>
#include <licet/result.h>
#include <licet/sentences.h>
#include <licet/signed_heads.h>
#include <licet/store.h>
#include <licet/store_event.h>
#include <licet/timeline.h>
#include <licet/version.h>
