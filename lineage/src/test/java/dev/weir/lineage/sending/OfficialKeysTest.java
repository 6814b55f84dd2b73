package dev.weir.lineage.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.lineage.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No message has a value: it may be a secret. */
class OfficialKeysTest {

    private static final String SECRET = "s3cr3t-token";

    @TempDir
    private Path root;

    private Path file;

    @BeforeEach
    void aFile() {
        file = root.resolve("openlineage.yml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: b: s3cr3t-token'                                               | :1:5  | is not YAML that can be read",
                "'transport: { type: console\n\nfacets: {'                          | :3:   | is not YAML that can be read",
                "'transport:\n\ttype: s3cr3t-token'                                 | :2:   | is not YAML that can be read",
                "'transport:\n  type: *s3cr3t-token'                                | :2:   | is not YAML that can be read",
                "'transport:\n  type: console\n  url: \u0007s3cr3t-token'           | :3:8  | is not YAML that can be read",
                "'transport:\n  type: http\n  timeoutInMillis: s3cr3t-token'        | :3:20 | 'transport.timeoutInMillis'",
                "'transport: { type: s3cr3t-token }'                                | :1:20 | 'transport.type'",
                "'transport:\n  type: htpp'                                         | :2:9  | 'composite', 'console', 'file', 'http', 'kafka',",
                "'transport: { type: http, auth: { type: s3cr3t-token } }'          | :1:40 | 'transport.auth.type'",
                "'transport:\n  type: composite\n  transports:\n    m: { type: console, k: s3cr3t-token }' | :4:25 | 'transport.transports.m.k'",
                "'transport:\n  type: composite\n  transports:\n    - type: console\n      k: s3cr3t-token' | :5:7 | 'transport.transports.1.k'",
                "'job: s3cr3t-token'                                                | :1:6  | 'job'"
            })
    void aFileThatCannotBeUsedIsNamedWithLineAndKey(String text, String line, String key) throws IOException {
        Files.writeString(file, text.replace("\\n", "\n"));
        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(file + line)
                .hasMessageContaining(key)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void aKeyThatTheClientPassesOverIsNamed() throws IOException {
        Files.writeString(file, """
                transport:
                  type: http
                  url: http://localhost:1
                  apikey: s3cr3t-token
                  auth: { type: api_key, apiKey: s3cr3t-token, key: s3cr3t-token }
                dataset: { namespaceResolvers: { his: { type: hostList, hosts: [a], schema: s, host: b } } }
                job: { namespce: s3cr3t-token }
                facets: { spark_unknown: { disabled: true }, custom_environment_variables: [A] }
                facet: {}
                """);
        for (Map<String, String> transport : List.of(Map.<String, String>of(), Map.of("type", "console"))) {
            assertThat(read(transport).passedOver())
                    .extracting(OfficialKeysTest::placed)
                    .containsExactly(
                            "4:3 transport.apikey",
                            "5:48 transport.auth.key",
                            "6:80 dataset.namespaceResolvers.his.host",
                            "7:8 job.namespce",
                            "9:1 facet");
        }
        assertThat(read(Map.of()).passedOver().toString())
                .contains(file.toString(), "'namespace'", "'facets'")
                .doesNotContain(SECRET);
    }

    /** Else what was to stay in the house goes out. */
    @Test
    void aFacetThatIsNotSwitchedOffIsNamed() throws IOException {
        Files.writeString(file, """
                facets:
                  sql: { disable: true }
                  environment: { disabled: ja }
                  storage: true
                  spark: { logicalPlan: { disabled: true, off: 1 } }
                  custom_environment_variable: [A]
                  schema: { disabled: false }
                  disabled: [version]
                """);
        assertThat(read(Map.of()).passedOver())
                .extracting(OfficialKeysTest::placed)
                .containsExactly(
                        "2:10 facets.sql.disable",
                        "3:18 facets.environment.disabled",
                        "4:3 facets.storage",
                        "5:43 facets.spark.logicalPlan.off",
                        "6:3 facets.custom_environment_variable",
                        "8:3 facets.disabled");
    }

    @Test
    void aKeyThatStandsTwiceIsNamedSo() throws IOException {
        Files.writeString(file, """
                transport:
                  type: http
                  url: http://localhost:1
                  type: file
                """);
        assertThat(read(Map.of()).passedOver())
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .contains(file + ":4:3", "the key 'type' stands twice", "in line 2");
    }

    @Test
    void whatTheClientKnowsIsNotNamed() throws IOException {
        Files.writeString(file, """
                transport:
                  type: composite
                  continueOnFailure: true
                  withThreadPool: false
                  transports:
                    one:
                      type: http
                      name: first
                      url: http://localhost:1
                      endpoint: /api
                      timeoutInMillis: 5000
                      compression: gzip
                      headers: { X-Any: a }
                      urlParams: { any: a }
                      auth: { type: jwt, apiKey: k, tokenEndpoint: "http://localhost:2" }
                    two:
                      type: kafka
                      topicName: t
                      messageKey: k
                      properties: { bootstrap.servers: "localhost:1" }
                    three:
                      type: transform
                      transformerClass: io.openlineage.client.transports.JobNamespaceReplaceTransformer
                      transformerProperties: { any: a }
                      transport: { type: file, location: a.ndjson }
                facets:
                  any: { thing: { disabled: true } }
                dataset:
                  namespaceResolvers:
                    a: { type: hostList, hosts: [b], schema: s }
                    c: { type: pattern, regex: r, schema: s }
                    d: { type: patternGroup, regex: r, matchingGroup: g, schema: s }
                  disabledTrimmers: A
                  extraTrimmers: B
                circuitBreaker: { type: simpleMemory, memoryThreshold: 20, circuitCheckIntervalInMillis: 1000 }
                metrics: { type: simple, any: { a: b } }
                run: { tags: [ { key: a, value: b, source: c } ] }
                job: { namespace: n, tags: ["a:b"], owners: { team: x } }
                """);
        assertThat(read(Map.of()).passedOver()).isEmpty();
    }

    @Test
    void aVariableWithAKeyThatTheClientPassesOverIsNamed() {
        OfficialKeys keys = OfficialKeys.ofVariables(Map.of(
                "OPENLINEAGE__TRANSPORT__TYPE", "http",
                "OPENLINEAGE__TRANSPORT__TIMEOUT_IN_MILLIS", "5000",
                "OPENLINEAGE__TRANSPORT__APIKEY", SECRET,
                "OPENLINEAGE__TRANSPORT__AUTH", "{\"type\": \"api_key\", \"apiKy\": \"" + SECRET + "\"}",
                "OPENLINEAGE__JOBS__NAMESPACE", SECRET,
                "OPENLINEAGE__FACETS__SPARK__DISABLED", "true",
                "OPENLINEAGE_CONFIG", "x"));
        assertThat(keys.passedOver())
                .extracting(problem -> problem.place() + " " + key(problem))
                .containsExactly(
                        "OPENLINEAGE__JOBS__NAMESPACE jobs",
                        "OPENLINEAGE__TRANSPORT__APIKEY transport.apikey",
                        "OPENLINEAGE__TRANSPORT__AUTH:1:21 transport.auth.apiKy");
        assertThat(keys.passedOver().toString()).doesNotContain(SECRET);
        assertThat(OfficialKeys.ofVariables(Map.of("OPENLINEAGE__TRANSPORT__TYPE", SECRET))
                        .refused())
                .map(Problem::toString)
                .hasValueSatisfying(problem -> assertThat(problem)
                        .startsWith("OPENLINEAGE__TRANSPORT__TYPE ")
                        .doesNotContain(SECRET));
    }

    private static String placed(Problem problem) {
        return problem.place().line() + ":" + problem.place().column() + " " + key(problem);
    }

    private static String key(Problem problem) {
        return problem.what().replaceAll(".*'(.*)'", "$1");
    }

    private LineageSettings read(Map<String, String> transport) {
        return LineageSettings.of(Runs.workspace(root, transport), Map.of("OPENLINEAGE_CONFIG", file.toString()));
    }
}
