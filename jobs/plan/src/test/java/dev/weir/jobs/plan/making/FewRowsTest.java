package dev.weir.jobs.plan.making;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FewRowsTest {

    private static final List<String> KEYS = List.of("pid", "visit no");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pid = 'P1'",
                "PID='it''s'",
                "`visit no` = 7",
                "t.pid = 'P1'",
                "pid IN ('P1', 'P2 OR 3')",
                "age > 3 AND pid = \"P1\"",
                "pid = 'P1' AND hiv IS NOT NULL",
                "pid = 'P1' AND status != 'x' AND age NOT IN (3)",
                "pid == 'P1'",
                "'P1' = pid",
                "pid <=> 'P1'",
                "(pid) = 'a'",
                "pid = -5",
                "pid IN ('O''Brien','x')",
                "pid LIKE 'P1%'",
                "pid ilike any ('P1%', 'P2%')",
                "age > 3 AND substr(pid, 7, 8) = '19751113'",
                "substring(pid FROM 7 FOR 8) = '19751113'",
                "left(trim(pid), 17) IN ('P1')",
                "CAST(`visit no` AS DECIMAL(10, 0)) = 7",
                "'19751113' = substr(pid, 7, 8)",
                "startswith(pid, 'P1')",
                "pid RLIKE '^P1$'",
                "instr(pid, '4712016') > 0",
                "pid BETWEEN 'Q' AND 'Q'",
                "pid >= 'Q' AND pid <= 'Q'",
                "array_contains(array('Q'), pid)",
                "CASE WHEN pid = 'Q' THEN true ELSE false END",
                "NOT (pid <> 'Q')",
                "nullif(pid, 'Q') IS NULL",
                "hash(pid) % 9973 = 17",
                "hash(*) = 17",
                "pid <> 'P1'",
                "pid = 'P1' OR age > 3",
                "pid = other",
                "pid IN ('P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10', 'P11', 'P12', 'P13', 'P14', 'P15',"
                        + " 'P16', 'P17', 'P18', 'P19', 'P20')",
                "pid NOT LIKE 'P1%'",
                "/* ' */ pid = 'Q'",
                "sex <> r'\\\\' AND pid = 'Q'",
                "`it's` = 1 AND pid = 'Q'",
                "nullif(t.pid, 'Q') IS NOT NULL",
                "`visit no` % 7 = 3",
            })
    void namesAKey(String condition) {
        assertThat(FewRows.of(condition, KEYS)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "age = 3",
                "pid IS NOT NULL",
                "`visit no` IS NULL AND age > 3",
                "sex = 'F' AND height * 2 > 3",
                "pidx = 'P1'",
                "sex = 'pid = 1'",
                "note LIKE 'pid = 1'",
                "p1 = p2",
                "substr(age, 7, 8) = '1'",
            })
    void namesNone(String condition) {
        assertThat(FewRows.of(condition, KEYS)).isEmpty();
    }

    @Test
    void longTextsAreReadOnce() {
        assertThat(FewRows.of("pid = '" + "x".repeat(200_000) + "'", KEYS)).isPresent();
        assertThat(FewRows.of("x".repeat(200_000) + " > 3", KEYS)).isEmpty();
    }
}
