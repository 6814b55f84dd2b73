package dev.weir.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkFixture.class)
class SparkFixtureIT {

    @Test
    void sharedSessionWritesIcebergTables(SparkSession session) {
        String namespace = SparkFixture.freshNamespace(session);
        session.sql("CREATE TABLE weir." + namespace + ".t (a BIGINT) USING iceberg");
        session.sql("INSERT INTO weir." + namespace + ".t VALUES (1), (2)");

        assertThat(session.table("weir." + namespace + ".t").count()).isEqualTo(2);
        assertThat(SparkFixture.warehouse().resolve(namespace).resolve("t")).isDirectory();
    }

    /** Surefire launches JUnit anew for each class: a session that ended with its launch would start again for the next one. */
    @Test
    void aProcessHasOneSessionForAllItsClasses() {
        assertThat(SparkFixture.started()).isEqualTo(1);
    }
}
