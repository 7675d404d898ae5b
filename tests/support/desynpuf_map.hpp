#pragma once

#include "plimsoll/scenarios/column_map.hpp"

namespace plimsoll::test {

inline constexpr char const* desynpuf_file = "desynpuf/desynpuf_beneficiary_summary_2008_2010.csv.gz";

/// The same as scenarios/columns/desynpuf.toml, without a reader in between.
inline ColumnMap desynpuf_map() {
  ColumnMap map;
  map.member = "DESYNPUF_ID";
  map.year = "YEAR";
  map.months.smaller_of = {"BENE_HI_CVRAGE_TOT_MONS", "BENE_SMI_CVRAGE_TOT_MONS"};
  map.months.less = {"BENE_HMO_CVRAGE_TOT_MONS"};
  map.age.birth_date = "BENE_BIRTH_DT";
  map.age.bands = {0, 65, 75, 85};
  map.enrolment = {{"esrd", "BENE_ESRD_IND", {"Y"}, {}, {}},
                   {"disabled", {}, {}, 65.0, {}},
                   {"aged_nondual", {}, {}, {}, {}}};
  map.risk = RiskMap{{},
                     {"SP_ALZHDMTA", "SP_CHF", "SP_CHRNKIDN", "SP_CNCR", "SP_COPD", "SP_DEPRESSN",
                      "SP_DIABETES", "SP_ISCHMCHT", "SP_OSTEOPRS", "SP_RA_OA", "SP_STRKETIA"},
                     "1",
                     {0, 1, 3, 6}};
  map.negative = "zero";
  map.categories = {{"inpatient", {"MEDREIMB_IP", "BENRES_IP", "PPPYMT_IP"}},
                    {"outpatient", {"MEDREIMB_OP", "BENRES_OP", "PPPYMT_OP"}},
                    {"carrier", {"MEDREIMB_CAR", "BENRES_CAR", "PPPYMT_CAR"}}};
  return map;
}

}  // namespace plimsoll::test
