package dev.weir.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryPlaceTest {

    @ParameterizedTest
    @CsvSource({
        "raw.a, t.sql:2:6",
        "raw.ab, t.sql:3:8",
        "raw.c, t.sql:1:1",
        "raw.none, t.sql:1:1",
    })
    void anInputIsNamedBehindFromOrJoin(String input, String place) {
        String sql = "SELECT a -- of raw.c\nFROM raw.a x\n  JOIN raw.ab y , raw.c";
        Place file = new Place("t.sql", 1, 1);
        Table.Query query = new Table.Query(sql, List.of("raw.a", "raw.ab", "raw.c"), file);
        assertThat(query.placeOf(input).toString()).isEqualTo(place);
        Place contract = new Place("t.odcs.yaml", 7, 3);
        assertThat(new Table.Query(sql, List.of(), contract).placeOf(input)).isEqualTo(contract);
    }
}
