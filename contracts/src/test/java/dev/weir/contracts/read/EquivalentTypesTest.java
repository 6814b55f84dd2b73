package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.DataType;
import dev.weir.contracts.text.TimePattern;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EquivalentTypesTest {

    private static final DataType TEXT = new DataType.Text();
    private static final DataType WHOLE = new DataType.Int64();
    private static final DataType DAY = new DataType.Date(Optional.empty());
    private static final DataType WRITTEN_DAY = new DataType.Date(Optional.of(TimePattern.of("dd.MM.yyyy")));

    @Test
    void aTypeFitsItselfHoweverItsValuesAreWritten() {
        assertThat(EquivalentTypes.fit(TEXT, TEXT)).isTrue();
        assertThat(EquivalentTypes.fit(DAY, WRITTEN_DAY)).isTrue();
        assertThat(EquivalentTypes.fit(TEXT, WHOLE)).isFalse();
        assertThat(EquivalentTypes.fit(new DataType.Decimal(12, 2), new DataType.Decimal(12, 3)))
                .isFalse();
    }

    @Test
    void arraysFitWhereTheirElementsDo() {
        assertThat(EquivalentTypes.fit(new DataType.Array(DAY), new DataType.Array(WRITTEN_DAY)))
                .isTrue();
        assertThat(EquivalentTypes.fit(new DataType.Array(DAY), new DataType.Array(TEXT)))
                .isFalse();
        assertThat(EquivalentTypes.fit(new DataType.Array(DAY), DAY)).isFalse();
    }

    @Test
    void objectsFitFieldByField() {
        DataType pair = object("a", DAY, "b", TEXT);
        assertThat(EquivalentTypes.fit(pair, object("a", WRITTEN_DAY, "b", TEXT)))
                .isTrue();
        assertThat(EquivalentTypes.fit(pair, object("a", WRITTEN_DAY, "c", TEXT)))
                .isFalse();
        assertThat(EquivalentTypes.fit(pair, object("a", WRITTEN_DAY, "b", WHOLE)))
                .isFalse();
        assertThat(EquivalentTypes.fit(pair, object("b", TEXT, "a", DAY))).isFalse();
        assertThat(EquivalentTypes.fit(pair, TEXT)).isFalse();
    }

    @Test
    void anObjectWithAFieldMoreOrLessIsAnother() {
        DataType one = new DataType.Structure(List.of(new DataType.Field("a", DAY)));
        assertThat(EquivalentTypes.fit(one, object("a", DAY, "b", TEXT))).isFalse();
        assertThat(EquivalentTypes.fit(object("a", DAY, "b", TEXT), one)).isFalse();
    }

    private static DataType object(String first, DataType one, String second, DataType two) {
        return new DataType.Structure(List.of(new DataType.Field(first, one), new DataType.Field(second, two)));
    }
}
