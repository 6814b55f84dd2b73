package dev.weir.contracts.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InsertedYamlTest {

    private static final String FILE = """
        # patients, as the hospital sends them
        schema:
          - name: patients # one row each
            properties:
              - { name: id, logicalType: string } # the 病历号
              - name: born
                logicalType: date   # local
                logicalTypeOptions: { format: yyyy-MM-dd }
              - {name: 性别}
              - name: last
        """;

    @Test
    void everyOtherCharacterStays() {
        String edited = FILE;
        for (String column : List.of("id", "born", "性别", "last")) {
            edited = YamlEditor.insert(
                            edited, List.of("schema", "patients", "properties", column), "classification", "MRN")
                    .orElseThrow();
        }
        assertThat(edited).isEqualTo("""
            # patients, as the hospital sends them
            schema:
              - name: patients # one row each
                properties:
                  - { name: id, logicalType: string, classification: MRN } # the 病历号
                  - name: born
                    logicalType: date   # local
                    classification: MRN
                    logicalTypeOptions: { format: yyyy-MM-dd }
                  - {name: 性别, classification: MRN}
                  - name: last
                    classification: MRN
            """);
    }

    @Test
    void whatIsThereIsNotChanged() {
        assertThat(YamlEditor.insert(FILE, List.of("schema", "patients", "properties", "id"), "logicalType", "date"))
                .isEmpty();
        assertThat(YamlEditor.insert(FILE, List.of("schema", "visits", "properties", "id"), "a", "b"))
                .isEmpty();
    }

    @Test
    void lineEndsOfWindowsStay() {
        assertThat(YamlEditor.insert("a:\r\n  b: c\r\nd: e\r\n", List.of("a"), "k", "v"))
                .contains("a:\r\n  b: c\r\n  k: v\r\nd: e\r\n");
    }
}
