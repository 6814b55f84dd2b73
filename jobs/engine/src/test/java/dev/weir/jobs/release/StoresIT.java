package dev.weir.jobs.release;

import static dev.weir.jobs.release.TestWarehouse.ID;
import static dev.weir.jobs.release.TestWarehouse.sorted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.clean.Retention;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.warehouse.TableIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Weir's own formats: what each promises, and what they do where clocks differ. */
@Tag("slow")
@ParameterizedClass
@MethodSource("dev.weir.jobs.DrawnCases#formats")
class StoresIT extends TableStoreContract {

    @Parameter
    TableFormat format = TableFormat.ICEBERG;

    StoresIT(SparkSession shared, @TempDir Path folder) {
        super(shared, folder);
    }

    @Override
    protected TableFormat format() {
        return format;
    }

    @Test
    void goesOnWhereTheClockOfTheRunBeforeRanAhead() throws Exception {
        Manifest first = warehouse.release(format(), "run-1", 1);
        TableIdentity patients = warehouse.table(format(), "patients");
        ahead(patients, Duration.ofDays(30));
        PublishResult second = publish(patients, "run-2", 2);
        assertThat(warehouse.head(patients)).containsExactly(2);
        if (format().equals(TableFormat.ICEBERG)) {
            assertThat(((PublishResult.Done) second).notes())
                    .singleElement()
                    .asString()
                    .contains("clinical.patients", "ahead of this machine's clock");
        }
        assertThat(((PublishResult.Done) publish(patients, "run-3", 3)).notes()).isEmpty();
        assertThat(warehouse.head(patients)).containsExactly(3);
        assertThat(sorted(warehouse.releases.read(first, "patients"))).containsExactly(1);
        assertThat(rows(2)).containsExactly(RowFactory.create(2));
        for (int number = 4; number <= 7; number++) {
            publish(patients, "run-" + number, number);
        }
        // the history of metadata is shorter than that of releases, and names what is gone
        clean(new Retention(Optional.empty()));
        assertThat(rows(2)).containsExactly(RowFactory.create(2));
    }

    private PublishResult publish(TableIdentity identity, String run, int id) {
        try (Staging staging = warehouse.releases.begin("clinical", run)) {
            StagedTable table = staging.open(identity, ID, LoadMode.REPLACE);
            warehouse.write(table, warehouse.ids(id));
            return staging.release(
                    warehouse.signed(warehouse.manifest(staging, run, List.of(warehouse.released(table, ID)))));
        }
    }

    /** As a machine leaves it whose clock is ahead. */
    private void ahead(TableIdentity table, Duration by) throws Exception {
        if (table.format().equals(TableFormat.DELTA)) {
            Path log = Path.of(table.location(), "_delta_log");
            try (Stream<Path> files = Files.list(log)) {
                for (Path file : files.toList()) {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(by)));
                }
            }
            return;
        }
        TableOperations operations = ((HasTableOperations)
                        Spark3Util.loadIcebergCatalog(warehouse.session, Catalogue.NAME)
                                .loadTable(TableIdentifier.of(table.namespace(), table.name())))
                .operations();
        Matcher times = Pattern.compile("(\"(?:timestamp-ms|last-updated-ms)\"\\s*:\\s*)([0-9]+)")
                .matcher(TableMetadataParser.toJson(operations.current()));
        operations.commit(
                operations.current(),
                TableMetadataParser.fromJson(
                        times.replaceAll(time -> time.group(1) + (Long.parseLong(time.group(2)) + by.toMillis()))));
    }
}
