package dev.weir.jobs.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.jobs.JavaProcess;
import dev.weir.jobs.cli.Launcher;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.Weir;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One product on machines with other cores, languages and time zones, each a process of its own: the same content hashes, of
 * tables too whose queries depend on an order that nobody has fixed.
 */
@Tag("slow")
class FixedLocaleAndZoneIT {

    private static final long PATIENCE_SECONDS = 240;
    private static final int PEOPLE = 400;
    private static final int FILES = 5;

    /** Text whose upper and lower case differ between languages. */
    private static final String TEXT = "iI-\u0130\u0131-\u00df-\ufb01-\uff21";

    @TempDir
    private Path folder;

    private record Machine(int cores, String language, String country, String zone) {
        List<String> options() {
            return List.of(
                    "-Xmx900m",
                    "-XX:ActiveProcessorCount=" + cores,
                    "-Duser.language=" + language,
                    "-Duser.country=" + country,
                    "-Duser.timezone=" + zone,
                    "-Dfile.encoding=UTF-8",
                    "-Dweir.home=" + Launcher.HOME);
        }
    }

    private static final List<Machine> MACHINES = List.of(
            new Machine(1, "tr", "TR", "Asia/Kathmandu"),
            new Machine(2, "zh", "CN", "America/St_Johns"),
            new Machine(16, "en", "US", "UTC"));

    @Test
    void theSameProductHasTheSameContentHashes() throws Exception {
        Path first = workspace(folder.resolve("alike"));
        Map<Machine, Map<String, String>> hashes = new LinkedHashMap<>();
        for (Machine machine : MACHINES) {
            Path root = copied(first, folder.resolve("cores-" + machine.cores()));
            run(machine, root);
            Manifest manifest =
                    ManifestJson.parse("1.json", Files.readString(root.resolve("warehouse/releases/alike/1.json")));
            assertThat(manifest.basis().zoneName()).isEqualTo("Asia/Shanghai");
            assertThat(manifest.record().reproducible().orElseThrow().because())
                    .extracting(Reproducibility.Because::table)
                    .contains("totals", "numbered")
                    .doesNotContain("visits", "steady");
            Map<String, String> found = new TreeMap<>();
            manifest.tables()
                    .forEach(table -> found.put(
                            table.name() + " " + table.rows(), table.content().hash()));
            hashes.put(machine, found);
        }
        assertThat(new HashSet<>(hashes.values())).as("%s", hashes).hasSize(1);
        assertThat(hashes.values().iterator().next()).hasSize(4);
    }

    private void run(Machine machine, Path root) throws IOException, InterruptedException {
        Path said = root.resolve("said.txt");
        ProcessBuilder builder = JavaProcess.of(machine.options(), Weir.class, "run", "alike", "-w", root.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("TZ", machine.zone());
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        assertThat(ended ? process.exitValue() : -1)
                .as("%s, ended %s, said:%n%s", machine, ended, Files.readString(said))
                .isZero();
    }

    private static Path copied(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return to;
    }

    // --- the workspace -----------------------------------------------------------------------------------------------

    private static Path workspace(Path root) throws IOException {
        write(root, "weir.yaml", """
            workspace: alike
            default: laptop
            defaultTimezone: Asia/Shanghai
            profiles: { laptop: { warehouse: warehouse, keys: { store: keys/weir.key } } }
            law:
              pack: cn-2026-01
              processor: { name: A clinic, region: CN-BJ, criticalInfrastructure: false, foreignControlled: false, stateOrgan: false, freeTradeZone: none }
            """);
        source(root, "people", "csv", "people-*.csv.gz", """
                  - { name: person, logicalType: integer, classification: NONE }
                  - { name: ward, logicalType: string, classification: NONE }
            """);
        source(root, "visits", "csv", "visits-*.csv", """
                  - { name: visit, logicalType: integer, classification: NONE }
                  - { name: person, logicalType: integer, classification: NONE }
                  - { name: label, logicalType: string, classification: NONE }
                  - { name: day, logicalType: date, classification: NONE }
                  - { name: at, logicalType: timestamp, classification: NONE, logicalTypeOptions: { timezone: true } }
            """);
        source(root, "charges", "ndjson", "charges-*.ndjson", """
                  - { name: visit, logicalType: integer, classification: NONE }
                  - { name: amount, logicalType: number, classification: NONE }
            """);
        product(root);
        for (int file = 0; file < FILES; file++) {
            deliver(root, file);
        }
        WarmCommands.weir("init", root.toString()).with(0);
        return root;
    }

    private static void product(Path root) throws IOException {
        table(root, "visits", """
                  - { name: visit, logicalType: integer, primaryKey: true, classification: NONE }
                  - { name: upper_case, logicalType: string, classification: NONE }
                  - { name: lower_case, logicalType: string, classification: NONE }
                  - { name: words, logicalType: string, classification: NONE }
                  - { name: local_day, logicalType: date, classification: NONE }
                  - { name: next_day, logicalType: date, classification: NONE }
                  - { name: at, logicalType: timestamp, classification: NONE, logicalTypeOptions: { timezone: true } }
            """, """
            SELECT visit, upper(label) AS upper_case, lower(label) AS lower_case,
                   concat_ws('|', initcap(label), nfkc(label), date_format(at, 'EEEE d MMMM yyyy HH:mm'), CAST(at AS string),
                             format_number(visit * 1000.5D, 2)) AS words,
                   CAST(at AS date) AS local_day, date_add(day, 1) AS next_day, date_trunc('DAY', at) AS at
            FROM raw.visits
            """);
        table(root, "steady", """
                  - { name: ward, logicalType: string, primaryKey: true, classification: NONE }
                  - { name: visits, logicalType: integer, classification: NONE }
                  - { name: amount, logicalType: number, classification: NONE }
                  - { name: mean, logicalType: number, classification: NONE }
                  - { name: labels, logicalType: array, items: { logicalType: string }, classification: NONE }
            """, """
            SELECT p.ward, count(*) AS visits, exact_sum(c.amount) AS amount, exact_avg(c.amount) AS mean,
                   sort_array(collect_set(upper(v.label))) AS labels
            FROM raw.visits v JOIN raw.people p ON p.person = v.person LEFT JOIN raw.charges c ON c.visit = v.visit
            GROUP BY p.ward
            """);
        table(root, "totals", """
                  - { name: ward, logicalType: string, primaryKey: true, classification: NONE }
                  - { name: amount, logicalType: number, classification: NONE }
                  - { name: mean, logicalType: number, classification: NONE }
                  - { name: spread, logicalType: number, classification: NONE }
                  - { name: label, logicalType: string, classification: NONE }
                  - { name: labels, logicalType: array, items: { logicalType: string }, classification: NONE }
            """, """
            SELECT p.ward, sum(c.amount) AS amount, avg(c.amount) AS mean, stddev(c.amount) AS spread, first(v.label) AS label,
                   collect_list(v.label) AS labels
            FROM raw.visits v JOIN raw.people p ON p.person = v.person LEFT JOIN raw.charges c ON c.visit = v.visit
            GROUP BY p.ward
            """);
        table(root, "numbered", """
                  - { name: visit, logicalType: integer, primaryKey: true, classification: NONE }
                  - { name: number, logicalType: integer, classification: NONE }
                  - { name: running, logicalType: number, classification: NONE }
            """, """
            SELECT v.visit, CAST(row_number() OVER (PARTITION BY v.person ORDER BY v.day) AS BIGINT) AS number,
                   sum(c.amount) OVER (PARTITION BY v.person ORDER BY v.day) AS running
            FROM raw.visits v LEFT JOIN raw.charges c ON c.visit = v.visit
            """);
        StringBuilder ports = new StringBuilder();
        for (String table : List.of("visits", "steady", "totals", "numbered")) {
            ports.append("  - { name: %1$s, version: 1.0.0, contractId: alike.%1$s, type: tables }%n".formatted(table));
        }
        write(root, "contracts/alike/alike.odps.yaml", """
            apiVersion: v1.0.0
            kind: DataProduct
            id: alike
            name: Alike
            version: 1.0.0
            status: active
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            outputPorts:
            %steam: { name: Clinic, members: [{ username: clinic@example.org, role: owner }] }
            customProperties: [{ property: weirAudience, value: enclave }]
            """.formatted(ports));
    }

    private static void source(Path root, String name, String format, String files, String columns) throws IOException {
        write(root, "contracts/raw/" + name + ".odcs.yaml", """
            apiVersion: v3.1.0
            kind: DataContract
            id: raw.%1$s
            name: %1$s
            version: 1.0.0
            status: active
            servers: [{ server: files, type: local, environment: laptop, path: raw, format: %2$s }]
            schema:
              - name: %1$s
                physicalType: file
                physicalName: "%3$s"
                properties:
            %4$s\
            """.formatted(name, format, files, columns));
    }

    private static void table(Path root, String name, String columns, String sql) throws IOException {
        write(root, "contracts/alike/" + name + ".odcs.yaml", """
            apiVersion: v3.1.0
            kind: DataContract
            id: alike.%1$s
            name: %1$s
            version: 1.0.0
            status: active
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            team: { name: Clinic, members: [{ username: clinic@example.org, role: owner }] }
            schema:
              - name: %1$s
                physicalType: table
                customProperties: [{ property: weirQuery, value: %1$s.sql }]
                properties:
            %2$s\
            """.formatted(name, columns));
        write(root, "contracts/alike/" + name + ".sql", sql);
    }

    private static void deliver(Path root, int file) throws IOException {
        StringBuilder people = new StringBuilder("person,ward\n");
        StringBuilder visits = new StringBuilder("visit,person,label,day,at\n");
        StringBuilder charges = new StringBuilder();
        for (int i = file; i < PEOPLE; i += FILES) {
            people.append(i).append(",ward ").append(i % 7).append('\n');
            for (int visit = 0; visit < 10; visit++) {
                int id = i * 10 + visit;
                visits.append(id)
                        .append(',')
                        .append(i)
                        .append(',')
                        .append(TEXT)
                        .append(id % 13)
                        .append(",2026-0")
                        .append(1 + visit % 4)
                        .append("-1")
                        .append(i % 10)
                        .append(",2026-03-01T")
                        .append(10 + id % 14)
                        .append(":30:00Z\n");
                charges.append("{\"visit\":")
                        .append(id)
                        .append(",\"amount\":")
                        .append((id % 97) * 0.1 + 1e9 * (id % 3))
                        .append("}\n");
            }
        }
        write(root, "raw/visits-" + file + ".csv", visits.toString());
        write(root, "raw/charges-" + file + ".ndjson", charges.toString());
        try (OutputStream packed =
                new GZIPOutputStream(Files.newOutputStream(root.resolve("raw/people-" + file + ".csv.gz")))) {
            packed.write(people.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(Path root, String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text, StandardCharsets.UTF_8);
    }
}
