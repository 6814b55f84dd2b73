package dev.weir.jobs.verb.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.TableFormat;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.run.WardFiles;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What moves a table's newest version within Weir leaves it as {@code verify} has to find it. */
@ExtendWith(SparkFixture.class)
class LawfulVersionsIT {

    private static final String MERGE = "{ mode: merge, order: at, source: raw.feed, deletes: gone }";

    @TempDir
    private Path folder;

    static Stream<TableFormat> formats() {
        return TableFormat.own().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void ofMergesRollbacksAndAnotherFormat(TableFormat format) throws Exception {
        WardFiles files = WardFiles.in(folder, "UTC", format, "readings-*.csv", MERGE);
        files.deliver("readings-1.csv", "a,2026-03-01T08:00:00Z,1,false\nb,2026-03-01T08:00:00Z,2,true\n");
        whole("run", "ward");
        files.deliver("readings-2.csv", "c,2026-03-02T08:00:00Z,1,false\n");
        whole("run", "ward");
        files.deliver("readings-3.csv", "c,2026-03-03T08:00:00Z,1,true\n");
        whole("run", "ward");
        files.rules("id: low, row: value < 5, severity: block");
        files.deliver("readings-4.csv", "d,2026-03-04T08:00:00Z,7,false\n");
        weir(3, "run", "ward");
        whole("doctor");
        files.rules("id: low, row: value < 50, severity: block");
        whole("run", "ward");
        whole("compact", "ward", "--apply");
        whole("rollback", "ward", "--to", "2", "--by", "someone@example.org");
        whole("clean", "ward", "--newest", "1", "--apply", "--by", "someone@example.org");
        if (format.equals(TableFormat.ICEBERG)) {
            repoint("ward_deletes", "readings");
            assertThat(weir(4, "verify", "ward"))
                    .contains("ward_deletes.readings", "'weir doctor --rebuild-catalogue'");
            whole("doctor", "--rebuild-catalogue");
        }
        files.load(format.equals(TableFormat.ICEBERG) ? TableFormat.DELTA : TableFormat.ICEBERG, MERGE);
        whole("run", "ward", "--full");
    }

    @Test
    void ofTablesWithoutRows() throws Exception {
        ClinicFiles.in(folder);
        whole("run", "clinic");
        whole("run", "clinic", "--full");
    }

    /** Runs a command, then verifies. */
    private void whole(String... command) {
        weir(0, command);
        String product = command.length > 1 && !command[1].startsWith("-") ? command[1] : "ward";
        assertThat(weir(0, "verify", product, "--deep"))
                .contains("heads ", "catalogue ")
                .doesNotContain("compared:");
    }

    private String weir(int status, String... words) {
        String[] all = Stream.concat(Stream.of(words), Stream.of("-w", folder.toString()))
                .toArray(String[]::new);
        var ended = WarmCommands.weir(all).with(status);
        return ended.out() + ended.err();
    }

    private void repoint(String namespace, String table) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("warehouse/catalog.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE iceberg_tables SET metadata_location = (SELECT"
                            + " metadata_location FROM iceberg_tables WHERE table_namespace = 'ward') WHERE"
                            + " table_namespace = '" + namespace + "' AND table_name = '" + table + "'"))
                    .isOne();
        }
    }
}
