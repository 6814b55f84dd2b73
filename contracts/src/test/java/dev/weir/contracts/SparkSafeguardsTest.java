package dev.weir.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SparkSafeguardsTest {

    private static final Map<String, String> USUAL = Map.of("spark.io.encryption.enabled", "true");

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "spark.io.encryption.enabled=false",
                "spark.io.encryption.enabled=yes",
                "spark.io.crypto.cipher.transformation=AES/ECB/PKCS5Padding",
                "spark.shuffle.manager=org.apache.spark.shuffle.celeborn.SparkShuffleManager",
                "spark.shuffle.sort.io.plugin.class=org.example.Remote",
                "spark.log.level=debug",
                "spark.log.level=ALL",
                "spark.redaction.regex=password",
                "spark.redaction.regex=(",
                "spark.redaction.regex=secret|password|token|access.key",
                "spark.redaction.regex=(?i)secret$|password|token|access.?key",
                "spark.redaction.regex=(?i)\\.(secret|password|token|access.?key)",
                "spark.driver.extraJavaOptions='-Xss4m -XX:+HeapDumpOnOutOfMemoryError'",
                "spark.executor.defaultJavaOptions=-XX:+HeapDumpBeforeFullGC",
                "spark.executorEnv.JAVA_TOOL_OPTIONS=-XX:+HeapDumpOnOutOfMemoryError",
                "spark.executorEnv._JAVA_OPTIONS=-XX:OnOutOfMemoryError=jmap",
                "spark.executorEnv.JDK_JAVA_OPTIONS=@options",
                "spark.executor.extraJavaOptions='-Xss4m -XX:Flags=.hotspotrc'",
                "spark.driver.extraJavaOptions=-XX:VMOptionsFile=options"
            })
    void whatWeakensAPromiseIsRefusedInAProfileAndInASession(String setting, String value) {
        assertThat(SparkSafeguards.refusal(setting, value)).isPresent();
        Map<String, String> session = new HashMap<>(USUAL);
        session.put(setting, value);
        assertThat(SparkSafeguards.lacking(session)).singleElement().satisfies(problem -> {
            assertThat(problem.what()).contains(setting, value);
            assertThat(problem.remedy()).contains("spark-submit");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "spark.io.encryption.enabled=TRUE",
                "spark.shuffle.manager=sort",
                "spark.log.level=WARN",
                "spark.redaction.regex=(?i)secret|password|token|key",
                "spark.executor.extraJavaOptions=-XX:-HeapDumpOnOutOfMemoryError",
                "spark.eventLog.enabled=true"
            })
    void whatKeepsThemIsTaken(String setting, String value) {
        assertThat(SparkSafeguards.refusal(setting, value)).isEmpty();
        Map<String, String> session = new HashMap<>(USUAL);
        session.put(setting, value);
        assertThat(SparkSafeguards.lacking(session)).isEmpty();
    }

    @Test
    void aSessionThatSaysNothingLacksEncryptionAlone() {
        assertThat(SparkSafeguards.lacking(Map.of())).hasSize(1);
        assertThat(SparkSafeguards.lacking(USUAL)).isEmpty();
    }

    private static final Map<String, String> ENCRYPTED = Map.of(
            "spark.io.encryption.enabled", "true",
            "spark.authenticate", "true",
            "spark.network.crypto.enabled", "true",
            "spark.network.crypto.saslFallback", "false");

    @ParameterizedTest
    @ValueSource(strings = {"local-cluster[2,1,1024]", "spark://host:7077", "yarn", "k8s://https://host:443"})
    void tasksInOtherProcessesAreToldNothingInTheClear(String master) {
        Map<String, String> session = new HashMap<>(ENCRYPTED);
        session.put("spark.master", master);
        assertThat(SparkSafeguards.lacking(session)).isEmpty();
        Map.of(
                        "spark.authenticate", "false",
                        "spark.network.crypto.enabled", "no",
                        "spark.network.crypto.saslFallback", "true")
                .forEach((setting, weak) -> {
                    Map<String, String> weakened = new HashMap<>(session);
                    weakened.put(setting, weak);
                    assertThat(SparkSafeguards.lacking(weakened))
                            .singleElement()
                            .satisfies(problem -> {
                                assertThat(problem.code()).isEqualTo(Code.INVALID_VALUE);
                                assertThat(problem.what()).contains("'" + setting + "' = '" + weak + "'");
                                assertThat(problem.remedy()).contains("set it to");
                            });
                    weakened.remove(setting);
                    assertThat(SparkSafeguards.lacking(weakened))
                            .as("Spark's own")
                            .hasSize(1);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "local[*]", "local[2,4]"})
    void tasksInOneProcessNeedNoNetwork(String master) {
        Map<String, String> session = new HashMap<>(USUAL);
        session.put("spark.master", master);
        assertThat(SparkSafeguards.lacking(session)).isEmpty();
    }
}
