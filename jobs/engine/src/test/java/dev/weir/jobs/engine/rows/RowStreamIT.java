package dev.weir.jobs.engine.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.SparkFixture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows come in order, as they are read, and never twice. */
@ExtendWith(SparkFixture.class)
class RowStreamIT {

    private final SparkSession session;
    private final List<Long> taken = new ArrayList<>();

    RowStreamIT(SparkSession session) {
        this.session = session;
    }

    @Test
    void handsOverPartitionsInTheirOrder() throws IOException {
        RowStream.run(numbers(10), row -> taken.add(row.getLong(0)));
        assertThat(taken).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    /** A partition of them fits no memory, and would take days. */
    @Test
    void readsNoMoreThanIsWanted() throws IOException {
        RowStream.run(numbers(Long.MAX_VALUE), row -> taken.add(row.getLong(0)) && taken.size() < 3);
        assertThat(taken).containsExactly(0L, 1L, 2L);
    }

    @Test
    void throwsWhatTheTakerThrewAndComesToNoRowTwice() {
        assertThatThrownBy(() -> RowStream.run(numbers(10), row -> {
                    taken.add(row.getLong(0));
                    throw new IOException("Broken pipe");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("Broken pipe");
        assertThatThrownBy(() -> RowStream.run(numbers(10), row -> {
                    taken.add(row.getLong(0));
                    throw new IllegalStateException("no room");
                }))
                .hasMessageContaining("no room");
        assertThat(taken).containsExactly(0L, 0L);
    }

    private Dataset<Row> numbers(long end) {
        return session.range(0, end, 1, 3).toDF();
    }
}
