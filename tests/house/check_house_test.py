"""Negative controls of check_house.py: a sound small tree has no fault, and each fault planted in it is named."""
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))
import check_house  # noqa: E402

SOUND = {
    "models/CMakeLists.txt": "plimsoll_module(core FOLDER core SOURCES core/law.cpp PRIVATE_LINKS fmt::fmt)\n"
                             "plimsoll_module(cost FOLDER models/cost SOURCES fit.cpp LINKS plimsoll::core)\n"
                             "plimsoll_module(contract FOLDER models/contract SOURCES term.cpp LINKS plimsoll::core)\n",
    "sim/CMakeLists.txt": "plimsoll_module(sim FOLDER sim SOURCES ${shipped} claims.cpp LINKS plimsoll::cost)\n",
    "include/plimsoll/core/law.hpp": "#include <vector>\n",
    "models/cost/fit.cpp": '#include "maximise.hpp"\n#include "plimsoll/core/law.hpp"\n',
    "include/plimsoll/sim/claims.hpp": '#include "plimsoll/core/law.hpp"\n#include "plimsoll/models/cost/fit.hpp"\n',
    "tools/main.cpp": '#include "plimsoll/sim/claims.hpp"\n',
}


def faults_with(changes):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {**SOUND, **changes}.items():
            file = Path(folder) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return list(check_house.faults(Path(folder)))


class CheckHouse(unittest.TestCase):
    def expect_one(self, changes, *words):
        found = faults_with(changes)
        self.assertEqual(len(found), 1, found)
        for word in words:
            self.assertIn(word, found[0])

    def test_a_sound_tree_has_no_fault(self):
        self.assertEqual(faults_with({}), [])

    def test_a_model_must_not_include_sim(self):
        self.expect_one({"models/cost/fit.cpp": '\n#include "plimsoll/sim/claims.hpp"\n'},
                        "models/cost/fit.cpp:2: includes plimsoll/sim/claims.hpp", "only core, models/cost")

    def test_core_must_not_include_a_model(self):
        self.expect_one({"models/core/law.cpp": '#include "plimsoll/models/cost/fit.hpp"\n'},
                        "models/core/law.cpp:1", "core may include only core")

    def test_a_model_must_not_include_one_it_does_not_link(self):
        self.expect_one({"models/contract/term.cpp": "#include <plimsoll/models/cost/fit.hpp>\n"},
                        "models/contract may include only core, models/contract")

    def test_only_linked_modules_may_be_included_from_above_too(self):
        self.expect_one({"sim/claims.cpp": '#include "plimsoll/models/contract/term.hpp"\n'}, "sim/claims.cpp:1")

    def test_private_headers_stay_private(self):
        self.expect_one({"sim/claims.cpp": '#include "../models/cost/maximise.hpp"\n'}, "private header")

    def test_rooms_of_a_module_run_one_way(self):
        table = 'plimsoll_module(scenarios FOLDER scenarios SOURCES cash/flows.cpp LINKS plimsoll::sim)\n'
        sound = {"scenarios/CMakeLists.txt": table, "scenarios/cash/flows.cpp": '#include "study/load.hpp"\n',
                 "scenarios/study/load.hpp": "", "scenarios/study/load.cpp": '#include "study/load.hpp"\n',
                 "include/plimsoll/scenarios/flows.hpp": ""}
        self.assertEqual(faults_with(sound), [])
        self.expect_one({**sound, "scenarios/study/load.cpp": '#include "plimsoll/scenarios/flows.hpp"\n'}, "rooms include each other")

    def test_a_link_line_must_not_climb_or_turn_back(self):
        lines = SOUND["models/CMakeLists.txt"].replace("fmt::fmt", "plimsoll::cost fmt::fmt")
        found = faults_with({"models/CMakeLists.txt": lines})
        self.assertIn("core links plimsoll::cost: core must not know models/cost", found[0])
        self.assertIn("cost links plimsoll::core, which links cost again", found[1])

    def test_long_files_are_named(self):
        self.expect_one({"include/plimsoll/core/law.hpp": "\n" * 151}, "core/law.hpp: 151 lines, at most 150")
        self.expect_one({"tools/main.cpp": "\n" * 301}, "tools/main.cpp: 301 lines, at most 300")
        self.assertEqual(faults_with({"tools/main.cpp": "\n" * 300, "include/plimsoll/core/law.hpp": "\n" * 150}), [])


if __name__ == "__main__":
    unittest.main()
