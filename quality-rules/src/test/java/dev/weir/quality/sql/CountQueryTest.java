package dev.weir.quality.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountQueryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) from primary",
                "SELECT COUNT(DISTINCT name) AS names FROM primary p WHERE p.age > 90"
            })
    void knowsNumbersOfRows(String query) {
        assertThat(CountQuery.is(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select max(age) from primary",
                "select count(*) * max(age) from primary",
                "select count(*), max(age) from primary",
                "select count(*) from primary group by ward",
                "select age as count from primary",
                "select a.count from primary a",
                "select count(*) over (partition by age) from primary",
                "select count(*) from primary union all select max(age) from primary",
                "select count(1) from primary a join wards b on a.age > b.n",
                "select count(*) from primary where exists (select 1 from wards)",
                "select count(*) from (select explode(sequence(1, phone)) from primary)",
                "select count(*) from primary lateral view explode(sequence(1, phone)) v as n",
                "select count(*) from range(10)",
                "select count(*) from primary limit 1",
                "select count(*) from primary union all select count(*) from primary",
                "select count("
            })
    void takesNothingElseForOne(String query) {
        assertThat(CountQuery.is(query)).isFalse();
    }
}
