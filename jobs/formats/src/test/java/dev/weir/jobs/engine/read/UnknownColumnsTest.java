package dev.weir.jobs.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownColumnsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "visit_no",
                "WBC 10^9/L",
                "Height (cm)",
                "TILs,%",
                "PBMC yield (x10^6)",
                "Price (€)",
                "Tm(℃)",
                "2^-ΔΔCt",
                "p<0.05",
                "Date d'entrée",
                "Numéro d\u2019anonymat",
                "Motif de l'arrêt",
                "Data dell'esame",
                "mother's age",
                "收缩压(mmHg)"
            })
    void aHeaderWithItsUnitIsShown(String header) {
        assertThat(UnknownColumns.looksLikeName(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "张三",
                "13800138000",
                "zhang@example.org",
                "11010519491231002X",
                "2026-11-30 08:15",
                "O'Brien, Pat",
                "O'Brien",
                "D'Angelo Lucia",
                "N'Diaye",
                "x; y",
                "a 'b'"
            })
    void whatAColumnMayHoldIsNot(String value) {
        assertThat(UnknownColumns.looksLikeName(value)).isFalse();
    }
}
