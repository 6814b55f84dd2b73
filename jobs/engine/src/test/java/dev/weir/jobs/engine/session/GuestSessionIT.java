package dev.weir.jobs.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.settings.SessionSettings;
import dev.weir.quality.expressions.SafeExpressions;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** Weir in a Spark session that somebody else has started, such as a notebook's. */
@ExtendWith(SparkFixture.class)
class GuestSessionIT {

    private final SparkSession shared;

    @TempDir
    private Path folder;

    GuestSessionIT(SparkSession spark) {
        this.shared = spark;
    }

    @Test
    void aGuestComputesAsWeirDoesWhateverItsHostKnows() throws Exception {
        SparkSession host = new SparkSession(
                shared.sparkContext(),
                Option.empty(),
                Option.empty(),
                new SparkSessionExtensions(),
                new scala.collection.immutable.HashMap<>());
        SparkSession.setActiveSession(host);

        try (WeirSession session = WeirSession.open(ClinicFiles.in(folder).read())) {
            SparkSession guest = session.spark();

            assertThat(SafeExpressions.areKnownTo(guest)).isTrue();
            assertThat(guest.sql("SELECT is_loinc('2160-0')").head().getBoolean(0))
                    .isTrue();
        } finally {
            SparkSession.setActiveSession(shared);
        }
        assertThat(SafeExpressions.areKnownTo(host)).isFalse();
    }

    @Test
    void aSessionBesideHasTheSettingsOfTheOtherAndKeepsItsOwnFromThere() throws Exception {
        try (WeirSession session = WeirSession.open(ClinicFiles.in(folder).read())) {
            SparkSession first = session.spark();
            first.conf().set("spark.sql.shuffle.partitions", 7);
            try (WeirSession beside = session.beside()) {
                SparkSession own = beside.spark();
                assertThat(SparkSession.active()).isSameAs(own);
                assertThat(own.conf().get("spark.sql.shuffle.partitions")).isEqualTo("7");
                assertThat(own.conf().getAll()).isEqualTo(first.conf().getAll());
                assertThat(own.sql("SELECT is_loinc('2160-0')").head().getBoolean(0))
                        .isTrue();

                SessionSettings.cut(own, 1L << 30);
                own.range(1).createOrReplaceTempView("seen");

                assertThat(first.conf().get("spark.sql.shuffle.partitions")).isEqualTo("7");
                assertThat(first.catalog().tableExists("seen")).isFalse();
            }
            assertThat(SparkSession.active()).isSameAs(first);
            assertThat(first.sparkContext().isStopped()).isFalse();
        } finally {
            SparkSession.setActiveSession(shared);
        }
    }
}
