package dev.weir.privacy.detect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TextModel;
import dev.weir.privacy.detect.TinyModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import opennlp.tools.namefind.TokenNameFinderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model's file is data: one that is not the one that is meant, or that brings code, is refused before the engine sees it. */
class ModelFileTest {

    private static final String MANIFEST = "manifest.properties";
    private static final String FEATURES = "generator.featuregen";

    private static boolean ran;

    @TempDir
    private Path root;

    /** What an attacker would have run; in a class path it is only waiting to be named. */
    public static final class Runs extends TokenNameFinderFactory {
        static {
            ran = true;
        }
    }

    @BeforeEach
    void nothingHasRun() {
        ran = false;
    }

    @Test
    void theUsualModelIsTaken() {
        assertThat(read(TinyModel.in(root)).types()).isEqualTo(Set.of("person"));
    }

    @Test
    void oneThatIsNotThereIsMissing() throws IOException {
        TextModel model = TinyModel.in(root);
        Files.delete(root.resolve(TinyModel.FILE));

        Problem problem = refused(model);
        assertThat(problem.code()).isEqualTo(Code.MISSING_FILE);
        assertThat(problem.place()).isEqualTo(model.place());
    }

    @Test
    void anotherOneIsRefused() throws IOException {
        TextModel model = TinyModel.in(root);
        byte[] changed = TinyModel.bytes();
        changed[changed.length - 1] ^= 1;
        Files.write(root.resolve(TinyModel.FILE), changed);

        Problem problem = refused(model);
        assertThat(problem.code()).isEqualTo(Code.INVALID_VALUE);
        assertThat(problem.why()).contains(model.sha256());
    }

    @Test
    void whatIsNoModelIsRefused() {
        assertThat(refused(TinyModel.in(root, "PK no".getBytes(StandardCharsets.UTF_8)))
                        .why())
                .contains("no name finder");
        assertThat(refused(TinyModel.in(root, new byte[0])).why()).contains("no name finder");
        assertThat(refused(TinyModel.in(root, TinyModel.with(Map.of("nameFinder.model", ""))))
                        .why())
                .contains("no name finder");
        assertThat(refused(TinyModel.in(root, TinyModel.with(Map.of("nameFinder.model", "nonsense"))))
                        .why())
                .startsWith("Apache OpenNLP cannot read it");
    }

    @Test
    void aFactoryOfItsOwnIsRefusedAndNeverRuns() {
        codeIsRefused(Map.of(MANIFEST, TinyModel.part(MANIFEST) + "\nfactory=" + Runs.class.getName() + "\n"));
    }

    @Test
    void aReaderOfItsOwnIsRefusedAndNeverRuns() {
        codeIsRefused(Map.of(
                MANIFEST,
                TinyModel.part(MANIFEST) + "\nserializer-class-nameFinder.model=" + Runs.class.getName() + "\n"));
    }

    @Test
    void aCodecOfItsOwnIsRefusedAndNeverRuns() {
        codeIsRefused(
                Map.of(MANIFEST, TinyModel.part(MANIFEST) + "\nsequenceCodecImplName=" + Runs.class.getName() + "\n"));
    }

    @Test
    void aFeatureOfItsOwnIsRefusedAndNeverRuns() {
        codeIsRefused(Map.of(FEATURES, features(Runs.class.getName())));
        codeIsRefused(Map.of(FEATURES, "\uFEFF " + features(Runs.class.getName())));
        codeIsRefused(
                Map.of(FEATURES, features("&#100;ev" + Runs.class.getName().substring(3))));
    }

    @Test
    void aTaggerBringsAModelOfItsOwn() {
        codeIsRefused(Map.of(FEATURES, features("opennlp.tools.util.featuregen.POSTaggerNameFeatureGeneratorFactory")));
        codeIsRefused(Map.of(FEATURES, features("opennlp.tools.util.featuregen.PosTaggerFeatureGeneratorFactory")));
    }

    @Test
    void usualFeaturesAreTaken() {
        String features = features("opennlp.tools.util.featuregen.TokenFeatureGeneratorFactory");

        assertThat(read(TinyModel.in(root, TinyModel.with(Map.of(FEATURES, features))))
                        .types())
                .isEqualTo(Set.of("person"));
    }

    @Test
    void xmlThatFetchesIsRefused() {
        String fetches = "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                + features("opennlp.tools.util.featuregen.TokenFeatureGeneratorFactory");

        assertThat(refused(TinyModel.in(root, TinyModel.with(Map.of(FEATURES, fetches))))
                        .why())
                .contains("not plain XML");
        assertThat(refused(TinyModel.in(root, TinyModel.with(Map.of("names.dictionary", fetches))))
                        .why())
                .contains("not plain XML");
    }

    @Test
    void aPartThatComesTwiceIsRefused() {
        // a reader that goes by the first and one that goes by the last would see two models
        byte[] once = TinyModel.with(Map.of("manifest.propertieX", "a=b"));
        String text = new String(once, StandardCharsets.ISO_8859_1);
        byte[] twice = text.replace("manifest.propertieX", MANIFEST).getBytes(StandardCharsets.ISO_8859_1);

        assertThat(refused(TinyModel.in(root, twice)).why()).contains("twice");
    }

    private static String features(String type) {
        return "<featureGenerators name=\"n\"><generator class=\"" + type + "\"/></featureGenerators>";
    }

    private void codeIsRefused(Map<String, String> parts) {
        Problem problem = refused(TinyModel.in(root, TinyModel.with(parts)));

        assertThat(problem.why()).contains("code of its own");
        assertThat(ran).as("the class was loaded").isFalse();
    }

    private ModelFile read(TextModel model) {
        return ModelFile.read(NameModel.of(root, model), model.place());
    }

    private Problem refused(TextModel model) {
        return catchThrowableOfType(ProblemsException.class, () -> read(model))
                .problems()
                .get(0);
    }
}
