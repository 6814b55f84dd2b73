package dev.weir.jobs.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.DataType;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryNumberTest {

    private static final DataType WHOLE = new DataType.Int64();
    private static final DataType REAL = new DataType.Real();
    private static final DataType DATE = new DataType.Date(Optional.empty());
    private static final DataType MOMENT = timestamp(DataType.Clock.INSTANT);
    private static final DataType WALL = timestamp(DataType.Clock.WALL);

    @Test
    void showsDaysAndMoments() {
        assertThat(HistoryNumber.value(18_637, DATE)).isEqualTo("2021-01-10");
        assertThat(HistoryNumber.value(-719_162, DATE)).isEqualTo("0001-01-01");
        assertThat(HistoryNumber.mean(18_757.7, DATE)).isEqualTo("2021-05-11");
        assertThat(HistoryNumber.value(1_704_073_560_000_000d, MOMENT)).isEqualTo("2024-01-01T01:46:00Z");
        assertThat(HistoryNumber.value(1_704_073_560_000_001d, WALL)).isEqualTo("2024-01-01T01:46:00.000001");
        assertThat(HistoryNumber.mean(1_711_878_177_769_517d, MOMENT)).isEqualTo("2024-03-31T09:42:58Z");
    }

    @Test
    void saysWhereADoubleIsNotTheValue() {
        assertThat(HistoryNumber.value(9_007_199_254_740_991d, WHOLE)).isEqualTo("9007199254740991");
        assertThat(HistoryNumber.value(9_007_199_254_740_992d, WHOLE)).isEqualTo("about 9007199254740990");
        assertThat(HistoryNumber.value(Long.MIN_VALUE, WHOLE)).isEqualTo("about -9.22337203685478E18");
        assertThat(HistoryNumber.value(0.3, new DataType.Decimal(30, 20))).isEqualTo("about 0.3");
        assertThat(HistoryNumber.value(12.35, new DataType.Decimal(12, 2))).isEqualTo("12.35");
        assertThat(HistoryNumber.value(1e35, new DataType.Decimal(38, 2))).isEqualTo("about 1.0E35");
    }

    @Test
    void showsAllDigitsOfADoubleAndNoThreeHundred() {
        assertThat(HistoryNumber.value(0.123456789, REAL)).isEqualTo("0.123456789");
        assertThat(HistoryNumber.value(1e308, REAL)).isEqualTo("1.0E308");
        assertThat(HistoryNumber.value(-0.0, REAL)).isEqualTo("0");
        assertThat(HistoryNumber.mean(1e308, REAL)).isEqualTo("1.0E308");
        assertThat(HistoryNumber.mean(12_345_678.9, REAL)).isEqualTo("12345679");
        assertThat(HistoryNumber.mean(1.0 / 3, REAL)).isEqualTo("0.333333");
    }

    private static DataType timestamp(DataType.Clock clock) {
        return new DataType.Timestamp(clock, Optional.empty(), Optional.empty());
    }
}
