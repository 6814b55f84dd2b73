package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No SQL that people write reaches a variable of the environment or of the session: by the command line. */
class SqlVariablesTest {

    /** A variable that every process has, as Spark would replace it. */
    private static final String VARIABLE = "${env:PATH}";

    private static final String QUERY = "contracts/clinic/patients.sql";
    private static final String CONTRACT = "contracts/clinic/patients.odcs.yaml";
    private static final String RULES = "quality-rules/clinic/patients.yaml";

    @TempDir
    private Path folder;

    private MiniWorkspace workspace(String name) throws IOException {
        return MiniWorkspace.create(folder.resolve(name), List.of("patients"));
    }

    private static void edit(MiniWorkspace workspace, String file, String old, String by) throws IOException {
        String text = Files.readString(workspace.root().resolve(file));
        assertThat(text).contains(old);
        workspace.write(file, text.replace(old, by));
    }

    @Test
    void theyAreRefusedWhereverSqlIsWritten() throws IOException {
        MiniWorkspace workspace = workspace("refused");
        edit(workspace, QUERY, "s.label,", "'" + VARIABLE + "' AS label,");
        edit(workspace, CONTRACT, "      - { name: label, logicalType: string, classification: NONE }\n", """
                  - name: label
                    logicalType: string
                    classification: NONE
                    quality:
                      - { type: sql, query: "SELECT count(*) FROM {table} WHERE {column} = '%s'", mustBe: 0 }
            """.formatted(
                        VARIABLE)
                .indent(0));
        edit(workspace, RULES, "    row: amount >= 0\n", """
                row: label <> '%1$s'
                where: label <> '%1$s'
            """.formatted(VARIABLE));
        edit(workspace, RULES, "rules:\n", """
            rules:
              - id: patients-custom-sql
                check: CustomSql "select count(*) from primary where label = '%1$s'" = 0
                severity: warn
                dimension: accuracy
                owner: clinic@example.org
                because: "A query of its own."
              - id: patients-where
                check: IsComplete "label" where "label <> '%1$s' -- %1$s"
                severity: warn
                dimension: accuracy
                owner: clinic@example.org
                because: "A condition of its own."
            """.formatted(VARIABLE));

        Ended ended = WarmCommands.weir("validate", "-w", workspace.root().toString());

        ended.with(2);
        assertThat(ended.out().lines().filter(line -> line.contains("contains '${'")))
                .hasSize(5)
                .allMatch(line -> line.contains("  C008  "))
                .anyMatch(line -> line.startsWith(QUERY + ":1:15 "))
                .filteredOn(line -> line.startsWith(RULES + ":"))
                .hasSize(4);
        assertThat(ended.out().lines().filter(line -> line.startsWith(CONTRACT + ":")))
                .singleElement()
                .asString()
                .contains("  C013  ", "it has a placeholder that is not filled");
        assertThat(ended.err() + ended.out()).doesNotContain(System.getenv("PATH"));
    }
}
