package dev.weir.jobs.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.draft.DraftResult.LeftOut;
import dev.weir.jobs.engine.read.file.Compression;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a study's definitions say of its files. */
class DefinedFilesTest {

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <o:ODM xmlns:o="http://www.cdisc.org/ns/odm/v1.3" xmlns:d="http://www.cdisc.org/ns/def/v2.0"
                xmlns:x="http://www.w3.org/1999/xlink">
            """;

    private static final String DEFINE = HEAD + """
            <o:Study><o:MetaDataVersion OID="M" d:DefineVersion="2.0.0">
            <d:ValueListDef OID="V"><o:ItemRef ItemOID="I.SEV" KeySequence="1"/></d:ValueListDef>
            <o:ItemGroupDef OID="G.AE" Name="AE"><o:Description><o:TranslatedText>Adverse Events</o:TranslatedText></o:Description>
              <o:ItemRef ItemOID="I.SEQ" KeySequence="2"/><o:ItemRef ItemOID="I.SUBJ" KeySequence="1"/>
              <o:ItemRef ItemOID="I.SEV"/><o:ItemRef ItemOID="I.DTC"/>
              <d:leaf ID="L" x:href="data/ae.csv"/></o:ItemGroupDef>
            <o:ItemGroupDef OID="G.DM" Name="DM"><o:ItemRef ItemOID="I.SUBJ" KeySequence="1"/>
              <d:leaf ID="L2" x:href="dm.xpt"/></o:ItemGroupDef>
            <o:ItemDef OID="I.SUBJ" Name="USUBJID" DataType="text"><o:Description>
              <o:TranslatedText>Unique
              Subject Identifier</o:TranslatedText></o:Description></o:ItemDef>
            <o:ItemDef OID="I.SEQ" Name="AESEQ" DataType="integer"/>
            <o:ItemDef OID="I.SEV" Name="AESEV" DataType="text"><o:Description>
              <o:TranslatedText>call 13812345678</o:TranslatedText></o:Description>
              <o:CodeListRef CodeListOID="C"/></o:ItemDef>
            <o:ItemDef OID="I.DTC" Name="AESTDTC" DataType="text"/>
            <o:CodeList OID="C" Name="Severity"><o:CodeListItem CodedValue="SEVERE"><o:Decode>
              <o:TranslatedText>Severe</o:TranslatedText></o:Decode></o:CodeListItem>
              <o:EnumeratedItem CodedValue="MILD"/></o:CodeList>
            </o:MetaDataVersion></o:Study></o:ODM>
            """;

    @TempDir
    private Path root;

    private Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, text);
    }

    private DefinedFiles of(Path... files) {
        return DefinedFiles.of(new RequestedFiles(List.of(files), 0), root);
    }

    private static SourceGroup group(Path file) {
        List<LayoutColumn> columns = List.of(
                new LayoutColumn("USUBJID", "USUBJID", new ValueType.Text(), LayoutColumn.Proof.ANY),
                new LayoutColumn("AESTDTC", "AESTDTC", new ValueType.Text(), LayoutColumn.Proof.ANY));
        return new SourceGroup(
                "t",
                "",
                "",
                Layout.of("csv", columns),
                List.of(new SourceFile("file:" + file, file.getFileName().toString(), 1, 1, Compression.NONE)));
    }

    @Test
    void filesThatDefinitionsNameAreRead() throws IOException {
        Path define = write("raw/define.xml", DEFINE);
        Path events = write("raw/data/ae.csv", "USUBJID,AESTDTC\n");
        DefinedFiles defined = of(define);
        assertThat(defined.asked().files()).containsExactly(events);
        assertThat(defined.leftOut())
                .containsExactly(new LeftOut("the dataset DM", "is defined, and its file is not there"));
        DefinedDataset dataset = defined.datasets().get(0);
        assertThat(dataset.keys()).containsExactly("USUBJID", "AESEQ");
        assertThat(dataset.labels()).containsEntry("USUBJID", "Unique Subject Identifier");
        assertThat(dataset.labels().get("AESEV"))
                .as("a person's number is not shown")
                .isEmpty();
        assertThat(dataset.codeLists()).containsOnlyKeys("AESEV").containsEntry("AESEV", List.of("MILD", "SEVERE"));

        SourceGroup group = defined.defined(group(events));
        assertThat(group.declared().primary()).containsExactly("USUBJID", "AESEQ");
        assertThat(group.layout().columns())
                .extracting(LayoutColumn::proof)
                .containsExactly(LayoutColumn.Proof.GIVEN, LayoutColumn.Proof.ANY);
        assertThat(group.layout().columns().get(0).description()).isEqualTo("Unique Subject Identifier");
    }

    @Test
    void anotherFileOfADatasetsNameIsTheDataset() throws IOException {
        Path define = write("define.xml", DEFINE);
        Path people = write("delivered/dm.csv", "USUBJID\n");
        DefinedFiles defined = of(define, people);
        assertThat(defined.leftOut()).extracting(LeftOut::file).containsExactly("the dataset AE");
        assertThat(defined.defined(group(people)).declared().primary()).containsExactly("USUBJID");
    }

    @Test
    void otherXmlIsNoDefinition() throws IOException {
        Path feed = write("feed.xml", "<rss/>");
        Path odm = write("odm.xml", HEAD + "<o:Study><o:MetaDataVersion OID=\"M\"/></o:Study></o:ODM>");
        assertThat(of(feed, odm).asked().files()).containsExactly(feed, odm);
        assertThat(of(feed, odm).datasets()).isEmpty();
    }

    @Test
    void brokenAndHostileDefinitionsAreLeftOut() throws IOException {
        Path half = write("half.xml", DEFINE.substring(0, DEFINE.length() / 2));
        Path entity = write(
                "entity.xml",
                "<!DOCTYPE ODM [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + HEAD.substring(HEAD.indexOf("<o:"))
                        + "&e;</o:ODM>");
        DefinedFiles defined = of(half, entity);
        assertThat(defined.asked().files()).isEmpty();
        assertThat(defined.leftOut())
                .extracting(LeftOut::why)
                .anyMatch(why -> why.matches("cannot be read: it is no XML from line [0-9]+ on"))
                .contains("cannot be read: it has a document type, which no definitions have");
    }
}
