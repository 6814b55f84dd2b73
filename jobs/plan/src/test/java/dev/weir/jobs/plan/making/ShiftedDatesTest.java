package dev.weir.jobs.plan.making;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.SampleWorkspace;
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
                "year(v.began) AS other | other integer DATE keep",
                "date_format(v.began, 'yyyy-MM') AS other | other string HEALTH keep",
                "datediff(DATE '2026-01-01', v.began) AS other | other integer NONE keep"
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

    /** Each query gives {@code id}, {@code started} and {@code other}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH v AS (SELECT * FROM raw.visits) SELECT id, began AS started, trunc(began, 'MM') AS other FROM v",
                "WITH v AS (SELECT * FROM raw.visits), w AS (SELECT id, began AS b FROM v)"
                        + " SELECT id, b AS started, trunc(b, 'MM') AS other FROM w",
                "SELECT id, b AS started, trunc(b, 'MM') AS other FROM (SELECT id, began AS b FROM raw.visits) q",
                "SELECT id, began AS started, m AS other FROM (SELECT *, trunc(began, 'MM') AS m FROM raw.visits)",
                "SELECT q.*, trunc(started, 'MM') AS other FROM (SELECT id, began AS started FROM raw.visits) q",
                "SELECT id, began AS started, trunc(started, 'MM') AS other FROM raw.visits",
                "SELECT id, began AS started, began AS other FROM (SELECT id, date(began), began AS b FROM raw.visits)",
                "SELECT x AS id, y AS started, trunc(y, 'MM') AS other FROM raw.visits AS v(x, y, z)",
                "SELECT id, began AS started, trunc(began, 'MM') AS other FROM raw.visits UNION ALL"
                        + " SELECT id, ended, trunc(ended, 'MM') FROM raw.visits",
                "SELECT id, began AS started, ended AS other FROM raw.visits UNION ALL"
                        + " SELECT id, ended, began FROM raw.visits",
                "SELECT id, began AS started, trunc(began, 'MM') AS other FROM raw.visits JOIN raw.stays USING (id)",
                "SELECT id, began AS started, trunc(began, 'MM') AS other FROM raw.visits NATURAL JOIN raw.stays",
                "SELECT id, began AS started, m AS other FROM raw.visits, LATERAL (SELECT trunc(began, 'MM') AS m)",
                "SELECT id, began AS started, m AS other FROM raw.visits LATERAL VIEW explode(array(began)) x AS m",
                "SELECT v.id, v.began AS started, (SELECT trunc(v.began, 'MM')) AS other FROM raw.visits v",
                "SELECT v.id, v.began AS started, (SELECT max(w.began) FROM raw.visits w WHERE w.id = v.id) AS other"
                        + " FROM raw.visits v",
                "SELECT id, began AS started, max(began) OVER (PARTITION BY id) AS other FROM raw.visits",
                "SELECT id, began AS started, other FROM (SELECT id, began, began AS b FROM raw.visits)"
                        + " UNPIVOT (other FOR kind IN (b))",
                "SELECT id, started, a AS other FROM (SELECT id, began AS started, began, ended FROM raw.visits)"
                        + " PIVOT (max(began) FOR ended IN (DATE '2026-01-01' AS a))",
            })
    void findsItHoweverTheQueryIsWritten(String query) {
        Workspace workspace = SampleWorkspace.of("clinical")
                .source("raw", "visits", "id string MRN", "began date DATE", "ended date DATE")
                .source("raw", "stays", "id string MRN", "ward string NONE")
                .table(
                        "visits",
                        query,
                        "id string MRN pseudonymise",
                        "started date DATE shift",
                        "other date DATE generalise to=month")
                .build();
        assertThat(planner().problems(workspace, workspace.products().get(0)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(Code.INVALID_MASK));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH v AS (SELECT * FROM raw.visits) SELECT id, began AS started, ended AS other FROM v",
                "WITH v AS (SELECT id, began, ended AS x FROM raw.visits), w AS (SELECT id, x AS began FROM v)"
                        + " SELECT w.id, v.began AS started, trunc(w.began, 'MM') AS other FROM v JOIN w ON v.id = w.id",
                "SELECT id, began AS started, other FROM (SELECT id, began, trunc(ended, 'MM') AS other FROM raw.visits)",
                "SELECT id, began AS started, ended AS other FROM raw.visits UNION ALL SELECT * FROM raw.visits",
                "SELECT id, began AS started, greatest(began, ended) AS other FROM (SELECT * FROM raw.visits)",
                "SELECT id, began AS started, (SELECT max(w.ended) FROM raw.visits w WHERE w.began = v.began) AS other"
                        + " FROM raw.visits v",
            })
    void letsThroughOtherDatesHoweverTheQueryIsWritten(String query) {
        Workspace workspace = SampleWorkspace.of("clinical")
                .source("raw", "visits", "id string MRN", "began date DATE", "ended date DATE")
                .table(
                        "visits",
                        query,
                        "id string MRN pseudonymise",
                        "started date DATE shift",
                        "other date DATE generalise to=month")
                .build();
        assertThat(planner().problems(workspace, workspace.products().get(0))).isEmpty();
    }

    /** Of a table that masks its columns no other one is made; of one that keeps them there may be. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "began; SELECT id, started AS other FROM clinical.visits; 1",
                "began; SELECT id, trunc(started, 'MM') AS other FROM clinical.visits; 1",
                "began; WITH v AS (TABLE clinical.visits) SELECT * FROM v AS v(id, other); 1",
                "trunc(began, 'MM'); SELECT id, date(started) AS other FROM clinical.visits; 1",
                "greatest(began, ended); SELECT id, started AS other FROM clinical.visits; 0",
                "began; SELECT id, greatest(started, w.ended) AS other FROM clinical.visits JOIN raw.visits w USING (id); 0",
                "began; SELECT v.id, w.ended AS other FROM clinical.visits v JOIN raw.visits w ON v.id = w.id; 0",
            })
    void followsColumnsThroughOtherTablesOfTheProduct(String from, String query, int expected) {
        Workspace workspace = SampleWorkspace.of("clinical")
                .source("raw", "visits", "id string MRN", "began date DATE", "ended date DATE")
                .table("late", query, "id string MRN keep", "other date DATE shift")
                .table(
                        "visits",
                        "SELECT id, ended AS hidden, " + from + " AS started FROM raw.visits",
                        "id string MRN keep",
                        "hidden date DATE drop",
                        "started date DATE keep")
                .build();
        assertThat(planner().problems(workspace, workspace.products().get(0)))
                .extracting(Problem::what)
                .hasSize(expected)
                .allSatisfy(what -> assertThat(what).contains("'started'", "'late.other' shifts the same date"));
    }

    @Test
    void isNotHeldUpByTablesThatReadOneAnother() {
        Workspace workspace = SampleWorkspace.of("clinical")
                .source("raw", "visits", "id string MRN", "began date DATE")
                .table("a", "SELECT id, began FROM clinical.b", "id string MRN keep", "began date DATE shift")
                .table("b", "SELECT id, began FROM clinical.a", "id string MRN keep", "began date DATE keep")
                .build();
        assertThat(planner().problems(workspace, workspace.products().get(0))).isEmpty();
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
