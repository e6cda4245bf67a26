from advisor.engine.steady_running import steady_below_f
from tests.advisor.engine.samples import PUBLISHED, study_of


def test_unit_runs_steadily_below_the_last_degree_that_needs_its_lowest_output() -> None:
    # 6,000 over 70 °F is 85.7 a degree: 2,057 at 46 °F, where it gives 1,990 at least, and 1,971
    # at 47 °F, where it gives 2,000.
    assert steady_below_f(study_of(PUBLISHED, heating_load=6000.0), 0) == 46.0
    # 800 at the design temperature of 0 °F, where it gives 1,275 at least.
    assert steady_below_f(study_of(PUBLISHED, heating_load=800.0), 0) is None
