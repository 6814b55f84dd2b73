package dev.weir.jobs.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.quality.expressions.OwnExpressions;
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

            assertThat(OwnExpressions.areKnownTo(guest)).isTrue();
            assertThat(guest.sql("SELECT is_loinc('2160-0')").head().getBoolean(0))
                    .isTrue();
        } finally {
            SparkSession.setActiveSession(shared);
        }
        assertThat(OwnExpressions.areKnownTo(host)).isFalse();
    }
}
