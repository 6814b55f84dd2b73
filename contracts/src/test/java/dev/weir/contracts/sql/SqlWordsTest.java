package dev.weir.contracts.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "age > 5",
                "AGE>5",
                "`age` > 5",
                "t.age/**/> 5",
                "x = 'age'",
                "hash(*) > 5",
                "hash(x, *) > 5",
                "hash(p.*) > 5",
                "hash( /* all */ *) > 5",
                "select * from primary",
                "select count(distinct *) from primary",
                "*"
            })
    void findsEachWayToReadAColumn(String sql) {
        assertThat(new SqlWords(sql).mayRead("Age")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wage > 5",
                "age_group = 'x'",
                "weight / (height * height) > 3",
                "(a + b) * 2 > c * d",
                "`a` * 2 > 5",
                "身高 * 2 > 5",
                "select count(*) from primary where a > 5",
                "select count( * ) from primary"
            })
    void readsNoOtherColumn(String sql) {
        assertThat(new SqlWords(sql).mayRead("age")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"年龄 > 5", "`年龄`>5", "5<年龄"})
    void findsANameInAnyScript(String sql) {
        assertThat(new SqlWords(sql).mayRead("年龄")).isTrue();
        assertThat(new SqlWords(sql).mayRead("年")).isFalse();
    }
}
