package dev.weir.jobs.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Place;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class UnreadableTableExceptionTest {

    @Test
    void whatADatabaseSaidIsKeptByItsCodesAndWithoutItsWords() {
        UnreadableTableException down =
                UnreadableTableException.connecting("his", new SQLException("no route for Zhang San", "08001"));

        assertThat(down.kind()).hasValue("the database does not answer (SQLSTATE 08001)");
        assertThat(UnreadableTableException.causing(down.toProblems(Place.of("a.yaml"), "It cannot be read")))
                .containsSame(down);
    }
}
