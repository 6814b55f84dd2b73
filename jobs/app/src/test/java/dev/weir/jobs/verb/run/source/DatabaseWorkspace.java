package dev.weir.jobs.verb.run.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.OneTableWorkspace;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A workspace whose source is in a database of PostgreSQL, which a user reads that has a password. */
abstract class DatabaseWorkspace extends WorkspaceCommands {

    static final String PASSWORD = "Kanarienvogel-7f3a9c51";

    static EmbeddedPostgres postgres;

    @BeforeAll
    static void server() throws Exception {
        postgres = EmbeddedPostgres.start();
        sql("CREATE ROLE his LOGIN PASSWORD '" + PASSWORD + "'", "GRANT pg_read_all_data TO his");
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                var file = statement.executeQuery("SHOW hba_file")) {
            file.next();
            Path rules = Path.of(file.getString(1));
            Files.writeString(rules, "host all his all scram-sha-256\n" + Files.readString(rules));
        }
        sql("SELECT pg_reload_conf()");
    }

    @AfterAll
    static void end() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void workspace() throws Exception {
        OneTableWorkspace.create(folder, "clinic", "visits");
        Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        login("jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres", "passwordFile: password");
        sql("DROP SCHEMA IF EXISTS \"病 院\" CASCADE", "CREATE SCHEMA \"病 院\"");
    }

    void login(String url, String password) throws IOException {
        Path file = folder.resolve("weir.yaml");
        String text = Files.readString(file);
        if (!text.contains("databases")) {
            text = text.replace("keys: { store: keys/weir.key }", "keys: { store: keys/weir.key }, sources: {} ");
        }
        Files.writeString(
                file,
                text.replaceFirst(
                        "sources: \\{.*\\n",
                        Matcher.quoteReplacement("sources: { databases: { his: { url: \"" + url + "\", user: his, "
                                + password + " } } } } }\n")));
    }

    static void sql(String... statements) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** @param read {@code weirRead} of the table; empty for none */
    void source(String physicalName, String read, String... columns) throws IOException {
        write(
                "contracts/raw/visits.odcs.yaml",
                """
            apiVersion: v3.1.0
            kind: DataContract
            id: raw.visits
            name: visits
            version: 1.0.0
            status: active
            servers: [{ server: his, type: postgresql, environment: laptop, host: localhost, port: %d, database: postgres, schema: "病 院" }]
            schema:
            """.formatted(postgres.getPort())
                        + described(
                                "visits",
                                physicalName,
                                read,
                                "{ property: weirUnreadable, value: { atMost: 0.9 } }",
                                columns));
    }

    /** A further table of the same source. */
    void further(String name, String read, String... columns) throws IOException {
        Path file = folder.resolve("contracts/raw/visits.odcs.yaml");
        Files.writeString(file, Files.readString(file) + described(name, name, read, "", columns));
    }

    private static String described(String name, String physicalName, String read, String more, String... columns) {
        String how = read.isEmpty() ? "" : "{ property: weirRead, value: " + read + " }";
        return """
              - name: %s
                physicalName: '%s'
                physicalType: table
                customProperties: [%s]
                properties:
            """.formatted(
                        name,
                        physicalName,
                        Stream.of(more, how).filter(each -> !each.isEmpty()).collect(Collectors.joining(", ")))
                + Stream.of(columns).map(column -> "      - " + column + "\n").collect(Collectors.joining());
    }

    /** The released table. */
    void table(String load, String query, String... columns) throws IOException {
        write("contracts/clinic/visits.sql", query);
        write(
                "contracts/clinic/visits.odcs.yaml",
                """
            apiVersion: v3.1.0
            kind: DataContract
            id: clinic.visits
            name: visits
            version: 1.0.0
            status: active
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            team: { name: Owners, members: [{ username: owner@example.org, role: owner }] }
            customProperties:
              - { property: weirGrade, value: { grade: general, checkedBy: dpo@example.org, checkedOn: "2026-10-01" } }
            schema:
              - name: visits
                physicalType: table
                customProperties: [{ property: weirQuery, value: visits.sql }%s]
                properties:
            """.formatted(load.isEmpty() ? "" : ", { property: weirLoad, value: " + load + " }")
                        + String.join(
                                "",
                                Stream.of(columns)
                                        .map(column -> "      - " + column + "\n")
                                        .toList()));
    }

    void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text, StandardCharsets.UTF_8);
    }

    SourceCount read(long number) {
        return sources(number).get(0);
    }

    List<SourceCount> sources(long number) {
        return StoredReleaseLog.in(new Warehouse(folder.resolve("warehouse")))
                .read("clinic", number)
                .record()
                .sources();
    }

    static final String ID = "{ name: id, logicalType: integer, primaryKey: true, classification: NONE }";

    void noPassword() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(each -> !each.equals(folder.resolve("password")))
                    .toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(PASSWORD);
            }
        }
    }
}
