package dev.weir.contracts.release.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Releases;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SampleManifest;
import dev.weir.contracts.roles.ActAuthorisation;
import dev.weir.contracts.roles.Actor;
import dev.weir.contracts.roles.IdentityProof;
import dev.weir.contracts.roles.Person;
import dev.weir.contracts.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ManifestJsonTest {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaMappers(
                    mappers -> mappers.mapPrefix("https://weir.dev/schemas/", "classpath:schemas/")));
    private static final JsonSchema MANIFEST = schema("manifest");
    private static final JsonSchema RUN = schema("run");

    @Provide
    Arbitrary<Manifest> manifests() {
        return Releases.manifests();
    }

    @Provide
    Arbitrary<RunRecord> records() {
        return Releases.records();
    }

    @Property(tries = 200)
    void readsBackTheManifestItPrinted(@ForAll("manifests") Manifest manifest) {
        assertThat(ManifestJson.parse("1.json", ManifestJson.print(manifest))).isEqualTo(manifest);
    }

    @Property(tries = 200)
    void readsBackTheRecordItPrinted(@ForAll("records") RunRecord record) {
        assertThat(RunRecordJson.parse("run.json", RunRecordJson.print(record))).isEqualTo(record);
    }

    @Provide
    Arbitrary<DataFileList> lists() {
        return Releases.fileLists();
    }

    @Property(tries = 100)
    void readsBackTheListOfDataFilesItPrinted(@ForAll("lists") DataFileList list) {
        String text = DataFileListJson.print(list);

        assertThat(DataFileListJson.parse("files/a.json", text)).isEqualTo(list);
        assertThat(schema("files").validate(text, InputFormat.JSON)).isEmpty();
        assertThat(list.inSum().sha256()).isEqualTo(Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Property(tries = 200)
    void printsTextThatSurvivesItsBytes(@ForAll("manifests") Manifest manifest) {
        String text = ManifestJson.print(manifest);
        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(text);
        assertThat(text).endsWith("}\n").doesNotContain("\r");
    }

    @Property(tries = 60)
    void printsWhatThePublishedSchemasAllow(@ForAll("manifests") Manifest manifest) {
        assertThat(MANIFEST.validate(ManifestJson.print(manifest), InputFormat.JSON))
                .isEmpty();
        assertThat(RUN.validate(RunRecordJson.print(manifest.record()), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void saysWhichReleaseItHasTheContentOf() {
        for (Manifest manifest : List.of(
                SampleManifest.of(7).compactionOf(6),
                SampleManifest.of(7).rollbackTo(3, Optional.empty()),
                SampleManifest.of(7)
                        .rollbackTo(
                                3,
                                Optional.of(new ActAuthorisation(
                                        new Actor(
                                                new Person("ann@example.org"),
                                                "steward",
                                                new IdentityProof.Stated("ann")),
                                        Optional.empty()))))) {
            String text = ManifestJson.print(manifest);
            assertThat(ManifestJson.parse("7.json", text)).isEqualTo(manifest);
            assertThat(MANIFEST.validate(text, InputFormat.JSON)).isEmpty();
        }
        String compaction = ManifestJson.print(SampleManifest.of(7).compactionOf(6));
        assertThat(compaction).contains("\"compaction-of\": 6");
        assertThatThrownBy(() -> ManifestJson.parse(
                        "7.json", compaction.replace("\"compaction-of\"", "\"rollback-of\": 3, \"compaction-of\"")))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("A release is a rollback or a compaction, not both");
        assertThatThrownBy(() -> SampleManifest.of(7).compactionOf(7))
                .hasMessageContaining("cannot have the content of release 7");
    }

    @Test
    void refusesAnUnknownKeyWithTheNearestName() {
        String text = sample().replaceFirst("\"law-pack\"", "\"law-pakc\"");
        assertThatThrownBy(() -> ManifestJson.parse("7.json", text))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("basis.law-pack' is missing");
        String more = sample().replaceFirst("\"law-pack\"", "\"limitation\": 1, \"law-pack\"");
        assertThatThrownBy(() -> ManifestJson.parse("7.json", more))
                .hasMessageContaining("7.json  C002  'basis.limitation' is not a key of this document");
        String near = sample().replaceFirst("\"law-pack\"", "\"law-pack-sha\": 1, \"law-pack\"");
        assertThatThrownBy(() -> ManifestJson.parse("7.json", near)).hasMessageContaining("Did you mean 'law-pack");
    }

    @Test
    void theSchemasRefuseAnUnknownKeyToo() {
        String text = sample().replaceFirst("\"law-pack\"", "\"limitation\": 1, \"law-pack\"");
        assertThat(MANIFEST.validate(text, InputFormat.JSON)).hasSize(1);
        String inner = sample().replaceFirst("\"outcome\"", "\"outcomes\": 1, \"outcome\"");
        assertThat(MANIFEST.validate(inner, InputFormat.JSON)).hasSize(1);
    }

    @Test
    void refusesAnotherVersionOfTheFormat() {
        String text = sample().replaceFirst(ManifestJson.SCHEMA, "weir-manifest-9");
        assertThatThrownBy(() -> ManifestJson.parse("7.json", text))
                .hasMessageContaining("'7.json' has the schema 'weir-manifest-9', not 'weir-manifest-2'");
    }

    @Test
    void refusesTextThatBreaksOff() {
        String text = sample();
        assertThatThrownBy(() -> ManifestJson.parse("7.json", text.substring(0, text.length() / 2)))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.SYNTAX));
        assertThatThrownBy(() -> ManifestJson.parse("7.json", "")).isInstanceOf(ProblemsException.class);
        assertThatThrownBy(() -> ManifestJson.parse("7.json", text + text)).isInstanceOf(ProblemsException.class);
    }

    @Test
    void refusesCountsThatDoNotAddUp() {
        String text = sample().replaceFirst("\"produced\": 3", "\"produced\": 4");
        assertThatThrownBy(() -> ManifestJson.parse("7.json", text))
                .hasMessageContaining("'record.tables[0]' contradicts itself")
                .hasMessageContaining("4 rows produced are not 2 released, 1 quarantined, 0 dropped and 0 left out");
    }

    @Test
    void refusesAValueOfTheWrongType() {
        assertThatThrownBy(() -> ManifestJson.parse("7.json", sample().replaceFirst("\"rows\": 2", "\"rows\": 2.5")))
                .hasMessageContaining("'tables[0].rows' is not a whole number of 64 bits");
        assertThatThrownBy(() -> ManifestJson.parse("7.json", sample().replaceFirst("\"iceberg\"", "\"Hudi 1\"")))
                .hasMessageContaining("There is no table format 'Hudi 1'");
        assertThatThrownBy(() -> ManifestJson.parse("7.json", sample().replaceFirst("T08:00:00Z", " 8 o'clock")))
                .hasMessageContaining("'record.run.started' is not an instant");
        assertThatThrownBy(() -> ManifestJson.parse("7.json", "[]"))
                .hasMessageContaining("'the document' is not an object");
    }

    private static String sample() {
        return ManifestJson.print(SampleManifest.of(7));
    }

    private static JsonSchema schema(String name) {
        return SCHEMAS.getSchema(SchemaLocation.of("https://weir.dev/schemas/" + name + ".schema.json"));
    }
}
