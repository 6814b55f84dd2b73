package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Score;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a share is of, where a rule is about some rows: of 1,000 visits, 50 are of inpatients, and 50 of these are wrong. */
@ExtendWith(SparkFixture.class)
class WhereShareIT {

    @TempDir
    private Path folder;

    private static final String RULE = """
          - id: %s
            %s
            severity: warn
            dimension: consistency
            owner: clinic@example.org
            because: "Inpatients pay."
        """;

    @Test
    void aShareIsOfTheRowsThatTheRuleIsAbout() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits"));
        StringBuilder visits = new StringBuilder(MiniWorkspace.HEADER);
        for (int i = 0; i < 1000; i++) {
            visits.append(i).append(i < 50 ? ",in,0.00,\n" : ",out,1.00,\n");
        }
        workspace.deliver("visits", visits.toString());
        workspace.write(
                "quality-rules/clinic/visits.yaml",
                "contract: clinic.visits\nrules:\n"
                        + rule("row", "row: amount > 0\n    where: label = 'in'\n    threshold: 0.9")
                        + rule("half", "row: amount > 0 OR id < 25\n    where: label = 'in'\n    threshold: 0.5")
                        + rule(
                                "twin",
                                "check: ColumnValues \"amount\" > 0 where \"label = 'in'\" with threshold >= 0.9")
                        + rule("none", "row: amount > 0\n    where: label = 'day'\n    threshold: 0.9")
                        + rule(
                                "none-twin",
                                "check: ColumnValues \"amount\" > 0 where \"label = 'day'\" with threshold >= 0.9")
                        + rule("fails", "row: amount >= 0\n    where: 1 / (id - 100) > 0\n    threshold: 0.9"));

        RunRecord record = MiniWorkspace.record(workspace.run().with(0));

        Map<String, Verdict> verdicts = record.verdicts().stream()
                .collect(Collectors.toMap(verdict -> verdict.rule().id(), Function.identity()));
        assertThat(verdicts.get("row")).satisfies(verdict -> says(verdict, Answer.FAILED, 50, 50));
        assertThat(verdicts.get("twin")).satisfies(verdict -> says(verdict, Answer.FAILED, 50, 50));
        assertThat(verdicts.get("half")).satisfies(verdict -> says(verdict, Answer.PASSED, 50, 25));
        assertThat(verdicts.get("row"))
                .extracting(Verdict::explanation)
                .asString()
                .startsWith("Broken by 50 of 50 rows that it is about");
        assertThat(verdicts.get("fails"))
                .as("where 'where' cannot be evaluated")
                .satisfies(verdict -> says(verdict, Answer.PASSED, 900, 1));
        for (String id : List.of("none", "none-twin")) {
            assertThat(verdicts.get(id)).satisfies(verdict -> says(verdict, Answer.PASSED, 0, 0));
            assertThat(verdicts.get(id))
                    .extracting(Verdict::explanation)
                    .asString()
                    .startsWith("No row to judge");
        }
        Score score = Score.of(record);
        assertThat(score.unjudged()).extracting(Score.Unjudged::rule).contains("none", "none-twin");
        assertThat(score.losses())
                .filteredOn(loss -> List.of("row", "twin", "half").contains(loss.rule()))
                .extracting(loss -> loss.points() / score.losses().get(0).points())
                .as("marks of 0, 0 and one half")
                .containsExactly(1.0, 1.0, 0.5);
    }

    private static void says(Verdict verdict, Answer answer, long evaluated, long failed) {
        assertThat(List.of(
                        verdict.answer(),
                        verdict.rows().evaluated(),
                        verdict.rows().failed()))
                .containsExactly(answer, evaluated, failed);
    }

    private static String rule(String id, String body) {
        return RULE.formatted(id, body);
    }
}
