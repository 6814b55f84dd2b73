package dev.weir.jobs.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT a, b.c AS `` d`` FROM t b | SELECT a, b.c AS `` d`` FROM t b",
                "SELECT * FROM t WHERE name = 'Zhang San' | SELECT * FROM t WHERE name = ?",
                "SELECT \"Zhang\" x, r'a\\b', X'1F' | SELECT ? x, ?, X?",
                "SELECT 1, 2L, 3.5BD, 1e9, -4, .5 | SELECT ?, ?, ?, ?, -?, ?",
                "SELECT a -- Zhang San | SELECT a",
                "SELECT a /* Zhang */ + /*+ h */ b | SELECT a + /*+ h */ b",
                "SELECT DATE '1980-01-02' < d AND a <> b AND a != b OR NOT c | SELECT DATE ? < d AND a <> b AND a != b OR NOT c",
                "SELECT a >= 1 AND b <= c AND d !> e AND f !< g AND h <=> i | SELECT a >= ? AND b <= c AND d !> e AND f !< g AND h <=> i",
                "SELECT a RLIKE 'x' AND b == c FROM t | SELECT a RLIKE ? AND b == c FROM t",
            })
    void aQueryHasItsNamesAndNoLiteral(String sql, String shown) {
        assertThat(SqlTemplate.of(sql)).isEqualTo(shown);
    }

    @Property
    void noStringIsShown(@ForAll @AlphaChars @StringLength(min = 8, max = 20) String value) {
        assertThat(SqlTemplate.of("SELECT x, '" + value + "' || \"" + value + "\" -- " + value + "\nFROM t"))
                .isEqualTo("SELECT x, ? || ? FROM t");
    }
}
