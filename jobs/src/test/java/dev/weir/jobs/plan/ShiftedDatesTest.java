package dev.weir.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.spark.Grammars;
import dev.weir.privacy.law.LawPack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShiftedDatesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v.began AS other | other date DATE generalise to=month",
                "v.began AS other | other date DATE generalise to=year",
                "v.began AS other | other date DATE keep",
                "v.began AS other | other date DATE pseudonymise",
                "CAST(v.began AS DATE) AS other | other date DATE generalise to=quarter",
                "trunc(v.began, 'MM') AS other | other date NONE keep",
                "date_format(v.began, 'yyyy-MM') AS other | other string DATE keep",
                "year(v.began) AS other | other integer DATE keep"
            })
    void refusesADateThatIsToldBesideItsShift(String written) {
        assertThat(problems(written)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.INVALID_MASK);
            assertThat(problem.place().file()).isEqualTo("contracts/clinical/visits.odcs.yaml");
            assertThat(problem.what()).contains("'other'", "'visits.started' shifts the same date");
            assertThat(problem.why()).contains("'began' of 'raw.visits'");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v.began AS other | other date DATE shift",
                "v.began AS other | other date DATE drop",
                "v.began AS other | other date DATE redact",
                "v.began AS other | other date DATE nullify",
                "v.ended AS other | other date DATE generalise to=month",
                "datediff(v.ended, v.began) AS other | other integer NONE keep",
                "datediff(DATE '2026-01-01', v.began) > 3 AS other | other boolean NONE keep"
            })
    void letsThroughWhatTellsNoMore(String written) {
        assertThat(problems(written)).isEmpty();
    }

    /** Both tables' rows are the same person's. */
    @ParameterizedTest
    @CsvSource({"id string MRN pseudonymise, 1", "id string NONE keep, 0"})
    void looksAtAllTablesOfTheProduct(String subject, int expected) {
        Workspace workspace = sample("v.ended AS other | other date DATE shift")
                .table(
                        "months",
                        "SELECT v.id, v.began AS month FROM raw.visits v",
                        subject,
                        "month date NONE generalise to=month")
                .build();
        List<Problem> problems =
                planner().problems(workspace, workspace.products().get(0));
        assertThat(problems)
                .filteredOn(problem -> problem.code() == Code.INVALID_MASK)
                .hasSize(expected);
    }

    @Test
    void isQuietWhereNothingIsShifted() {
        Workspace workspace = SampleWorkspace.of("clinical")
                .source("raw", "visits", "id string MRN", "began date DATE")
                .table(
                        "visits",
                        "SELECT id, began, began AS month FROM raw.visits",
                        "id string MRN pseudonymise",
                        "began date DATE keep",
                        "month date DATE generalise to=month")
                .build();
        assertThat(planner().problems(workspace, workspace.products().get(0))).isEmpty();
    }

    private static List<Problem> problems(String written) {
        Workspace workspace = sample(written).build();
        return planner().problems(workspace, workspace.products().get(0));
    }

    private static SampleWorkspace sample(String written) {
        String[] parts = written.split(" \\| ");
        return SampleWorkspace.of("clinical")
                .source("raw", "visits", "id string MRN", "began date DATE", "ended date DATE")
                .table(
                        "visits",
                        "SELECT v.id, v.began AS started, " + parts[0] + " FROM raw.visits v",
                        "id string MRN pseudonymise",
                        "started date DATE shift",
                        parts[1]);
    }

    private static Planner planner() {
        return new Planner(Grammars.languages(), LawPack.load("cn-2026-01"));
    }
}
