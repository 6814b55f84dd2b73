package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir init --from define.xml}: a study's definitions give datasets, keys, labels and code lists. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class DefineXmlIT {

    private static final String DEFINE = """
            <ODM xmlns="http://www.cdisc.org/ns/odm/v1.3" xmlns:def="http://www.cdisc.org/ns/def/v2.1"
                xmlns:xlink="http://www.w3.org/1999/xlink">
            <Study><MetaDataVersion OID="M" def:DefineVersion="2.1.0">
            <ItemGroupDef OID="G" Name="AE">
              <ItemRef ItemOID="I1" KeySequence="1"/><ItemRef ItemOID="I2" KeySequence="2"/>
              <ItemRef ItemOID="I3" KeySequence="3"/><ItemRef ItemOID="I4"/>
              <def:leaf ID="L" xlink:href="ae.csv"/></ItemGroupDef>
            <ItemGroupDef OID="G2" Name="DM"><def:leaf ID="L2" xlink:href="dm.xpt"/></ItemGroupDef>
            <ItemDef OID="I1" Name="STUDYID" DataType="text"/>
            <ItemDef OID="I2" Name="USUBJID" DataType="text"/>
            <ItemDef OID="I3" Name="AESEQ" DataType="integer"/>
            <ItemDef OID="I4" Name="AESEV" DataType="text"><Description>
              <TranslatedText>Severity/Intensity</TranslatedText></Description><CodeListRef CodeListOID="C"/></ItemDef>
            <CodeList OID="C" Name="Severity"><EnumeratedItem CodedValue="MILD"/>
              <EnumeratedItem CodedValue="SEVERE"/></CodeList>
            </MetaDataVersion></Study></ODM>
            """;

    @TempDir
    private Path root;

    @Test
    void definitionsGiveDatasetsKeysLabelsAndCodeLists() throws IOException {
        StringBuilder events = new StringBuilder("STUDYID,USUBJID,AESEQ,AESEV\n");
        for (int i = 0; i < 60; i++) {
            events.append("HX01,HX01-%03d,%d,%s\n"
                    .formatted(i / 3, i % 3 + 1, i == 7 ? "mild" : i % 2 == 0 ? "MILD" : "SEVERE"));
        }
        Files.createDirectories(root.resolve("raw"));
        Files.writeString(root.resolve("raw/define.xml"), DEFINE);
        Files.writeString(root.resolve("raw/ae.csv"), events.toString());
        WeirProcess.Ended drafted = WarmCommands.weir(
                        "init", root.toString(), "--product", "trial", "--yes", "--from", root + "/raw/define.xml")
                .with(0);
        assertThat(drafted.out()).contains("key studyid, usubjid, aeseq");
        assertThat(drafted.err()).contains("the dataset DM is defined, and its file is not there");
        assertThat(Files.readString(root.resolve("contracts/trial/ae.odcs.yaml")))
                .contains("define.xml declares it, and none of the 60 records lacks it");
        assertThat(Files.readString(root.resolve("contracts/raw/ae.odcs.yaml")))
                .contains("description: \"Severity/Intensity\"");
        assertThat(Files.readString(root.resolve("quality-rules/trial/ae.yaml")))
                .contains("check: 'ColumnValues \"aesev\" in [\"MILD\", \"SEVERE\"]'");
        assertThat(WarmCommands.weir("check", "trial", "-w", root.toString())
                        .with(0)
                        .out())
                .contains("aesev-is-of-its-code-list  warns");
    }
}
