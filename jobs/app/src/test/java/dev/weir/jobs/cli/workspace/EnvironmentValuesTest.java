package dev.weir.jobs.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.read.settings.InterpolatedValues;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.jobs.verb.authoring.WorkspaceValidation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What weir.yaml takes from the environment is in no message: canaries in every variable, and every field wrong. */
class EnvironmentValuesTest {

    private static final String WEIR = """
        workspace: canaries
        default: laptop
        profiles:
          laptop:
            warehouse: ${V1}
            catalogue: { type: "${V2}", uri: "${V3}" }
            lineage: { transport: { type: "${V4}", location: "${V5}", url: "${V6}" } }
            releases: { store: "${V7}", user: "${V8}", password: "${V9}" }
            keys: { store: "${V10}", password: "${V11}" }
            signing: { algorithm: "${V12}", key: "${V13}", public: "${V13}" }
            spark: { spark.sql.shuffle.partitions: "${V14}", spark.master: "${V15}" }
        law:
          pack: cn-2026-01
          processor: { id: canaries, region: CN-BJ }
        """;

    /** Forms that the fields tell apart, so that every branch of their readers is met. */
    private static final List<String> FORMS = List.of(
            "canary%d-secret",
            "s3://canary%d-secret/x",
            "s3a://canary%d-secret/x",
            "jdbc:postgresql://canary%d-secret/db",
            "jdbc:postgresql://me:canary%d-secret@host/db",
            "file:///canary%d-secret/%%zz",
            "canary%d-secret\u0000",
            "  canary%d-secret  ",
            "keys/canary%d-secret.p12",
            "${canary%d-secret");

    private static final Pattern CANARY = Pattern.compile("canary\\d+-secret");

    @TempDir
    private Path folder;

    @Test
    void noValueIsInAProblemOfAWorkspace() throws Exception {
        Files.writeString(folder.resolve("weir.yaml"), WEIR);
        int told = 0;
        for (String form : FORMS) {
            Map<String, String> environment = environment(form);
            InterpolatedValues filled = InterpolatedValues.of(folder, environment);
            try {
                WorkspaceValidation.of(new WorkspaceFolder(folder, Optional.empty(), environment), Instant.EPOCH);
            } catch (ProblemsException found) {
                told++;
                ProblemsException shown = filled.asWritten(found);
                assertThat(shown.problems().toString()).as(form).doesNotContainPattern(CANARY);
                assertThat(shown.getMessage()).as(form).doesNotContainPattern(CANARY);
            }
        }
        assertThat(told).isEqualTo(FORMS.size());
    }

    private static Map<String, String> environment(String form) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (int i = 1; i <= 15; i++) {
            environment.put("V" + i, form.formatted(i));
        }
        return environment;
    }

    /** Fields that are judged after reading, by the commands that use them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "warehouse: \"s3://${VALUE}/x\"",
                "warehouse: \"/proc/${VALUE}\"",
                "catalogue: { type: \"${VALUE}\" }",
                "lineage: { transport: { type: \"${VALUE}\" } }",
                "lineage: { transport: { type: http, url: \"http://${VALUE}\" } }",
                "releases: { store: \"jdbc:sqlite:/proc/${VALUE}/x.db\" }",
                "releases: { store: \"${VALUE}\" }"
            })
    void noValueIsInAMessageOfACommand(String field) throws Exception {
        Files.writeString(folder.resolve("weir.yaml"), """
            workspace: canaries
            profiles: { laptop: { %s } }
            law: { pack: cn-2026-01, processor: { id: canaries, region: CN-BJ } }
            """.formatted(field));
        for (String command : List.of("validate", "doctor", "releases")) {
            WeirProcess.Ended ended = WeirProcess.start(
                            Map.of("VALUE", "canary1-secret"), command, "-w", folder.toString())
                    .end();
            assertThat(ended.out() + ended.err()).as(field + " " + command).doesNotContainPattern(CANARY);
        }
    }

    @Test
    void aTextShowsItsVariablesAsTheyAreWritten() throws Exception {
        Files.writeString(folder.resolve("weir.yaml"), "a: ${LONG:-x}\nb: ${SHORT}\nc: ${OTHER}/${TINY}\n");
        InterpolatedValues filled = InterpolatedValues.of(
                folder,
                Map.of("LONG", "/data/warehouse", "SHORT", "prod", "OTHER", "/data", "TINY", "a", "NOT", "file"));

        assertThat(filled.asWritten("/data/warehouse/x is in /data, of prod and product; a file"))
                .isEqualTo("${LONG}/x is in ${OTHER}, of ${SHORT} and product; a file");
    }
}
