package dev.weir.jobs.engine.read.fasta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.FormatReaders;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FastaLayoutTest {
    private static final RawFolder FOLDER = RawFolder.create();

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    private static Optional<Layout> layout(byte[] bytes) {
        return FormatReaders.installed().layout(new Configuration(), FOLDER.file(".fa", bytes));
    }

    private static Optional<Layout> layout(String text) {
        return layout(text.replace('~', '\n').getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ">a x~ACGT~>b~acgtNN-~ | {alphabet=dna} | id description sequence length",
                ";old~~>a~ACGU~ | {alphabet=rna} | id sequence length",
                ">sp@P1@LEI OS=Homo~MKVLAAGIW*~ | {} | id description sequence length",
                ">a~ACGTMKMKMK~ | {} | id sequence length",
                ">a~ACGTACGTACGTACGTACGTACGTE~ | {} | id sequence length",
            })
    void saysWhatSequencesSeemToBe(String text, String read, String columns) {
        Layout found = layout(text.replace('@', '|')).orElseThrow();
        assertThat(found.format()).isEqualTo("fasta");
        assertThat(found.read().toString()).isEqualTo(read);
        assertThat(found.columns()).extracting(LayoutColumn::physicalName).containsExactly(columns.split(" "));
        assertThat(found.toString()).doesNotContain("LEI", "sapiens");
    }

    @ParameterizedTest
    @CsvSource({"ACGTACGT, GENE", "ACGUACGU, GENE", "ACGTNRYK, GENE", "ACGTACGTACGTACGTACGTACGTE, GENE", "MKVLAAGIW, ''"
    })
    void basesAreOfGenesAndProteinsAreNot(String sequence, String about) {
        assertThat(layout(">a~" + sequence + "~").orElseThrow().columns())
                .filteredOn(column -> !column.about().isEmpty())
                .extracting(column -> column.physicalName() + " " + column.about())
                .isEqualTo(about.isEmpty() ? List.of() : List.of("sequence " + about));
    }

    @Test
    void aFaultyRecordDoesNotHideTheOthers() {
        assertThat(layout(">a~MKV~".repeat(20) + ">b~MK7~> c~>d").map(Layout::format))
                .contains("fasta");
    }

    @Test
    void aLongRecordHasALimitOfItsOwn() {
        Layout found = layout(">a~" + "ACGT".repeat(1 << 20) + "~>b~A~").orElseThrow();
        assertThat(found.read()).isEqualTo(Map.of("alphabet", "dna", "maxRecordBytes", "536870912"));
    }

    @Test
    void theEncodingIsThatOfTheDescriptions() {
        String text = ">a 患者的样本，血液，肝功能\nACGT\n".repeat(40);
        assertThat(layout(text.getBytes(Charset.forName("GB18030")))
                        .orElseThrow()
                        .read())
                .containsEntry("encoding", "GB18030");
        assertThat(layout(text.getBytes(StandardCharsets.UTF_16)).orElseThrow().read())
                .containsKey("encoding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"> a quoted line~and another~", ">a~", "ACGT~", ">a~A C~", "a,b~1,2~", ">a,b~1,2~", "{\"a\":1}~"
            })
    void otherTextIsNone(String text) {
        assertThat(layout(text).map(Layout::format)).isNotEqualTo(Optional.of("fasta"));
    }
}
