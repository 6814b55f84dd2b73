package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.TextModel;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKind;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads {@code detect} of {@code weir.yaml}: models of the workspace. What is in their files, others look at. */
final class DetectReader {

    /** A SHA-256, as files write it. */
    static final FieldKind<String> HASH = FieldKinds.like("^[0-9a-f]{64}$", "64 hex digits in lower case");

    private static final Field<String> MODEL = Field.required(
            "model",
            FieldKinds.SOMETHING,
            "A file of the workspace with a name finder of Apache OpenNLP, such as models/ner-de.bin.");
    private static final Field<String> SHA256 = Field.required("sha256", HASH, "The hash that the file must have.");
    private static final Field<YamlMap> FINDS = Field.required(
            "finds",
            FieldKinds.entriesOf(FieldKinds.like("^[A-Z][A-Z0-9_]*$", "a category's code, such as NAME")),
            "By the model's own name for what it finds, the category in law, such as person: NAME.");
    private static final Field<BigDecimal> MINIMUM =
            Field.optional("minimum", FieldKinds.PROBABILITY, "How sure the model has to be; 0.5 when left out.");

    static final Shape SHAPE = Shape.of("a model", WorkspaceFile.PATH, MODEL, SHA256, FINDS, MINIMUM);

    private DetectReader() {}

    /** The models that can be read; the others are among the problems. */
    static List<TextModel> read(List<YamlMap> written, Problems problems) {
        List<TextModel> models = new ArrayList<>();
        Set<String> files = new HashSet<>();
        for (YamlMap model : written) {
            model(model, problems).ifPresent(read -> {
                if (files.add(read.file())) {
                    models.add(read);
                } else {
                    problems.add(
                            Code.DUPLICATE_NAME,
                            read.place(),
                            "the model '" + read.file() + "' stands twice under 'detect'",
                            "one file is one model",
                            "write all that it finds into one entry");
                }
            });
        }
        return models;
    }

    private static Optional<TextModel> model(YamlMap model, Problems problems) {
        Optional<YamlScalar> file = MODEL.written(model);
        Map<String, String> finds = finds(model, problems);
        double minimum = MINIMUM.in(model).map(BigDecimal::doubleValue).orElse(TextModel.USUAL_MINIMUM);
        Optional<String> sha256 = SHA256.in(model);
        if (file.isEmpty()
                || !isInside(file.get(), problems)
                || finds.isEmpty()
                || sha256.isEmpty()
                || (MINIMUM.isIn(model) && MINIMUM.in(model).isEmpty())) {
            return Optional.empty(); // what is not reported here, the file's check has reported
        }
        return Optional.of(new TextModel(
                file.get().text(), sha256.get(), finds, minimum, file.get().place()));
    }

    private static Map<String, String> finds(YamlMap model, Problems problems) {
        Map<String, String> finds = new TreeMap<>();
        YamlMap written = FINDS.or(model, new YamlMap(Map.of(), model.place()));
        written.entries().forEach((type, entry) -> {
            if (!written.textOrEmpty(type).isEmpty()) {
                finds.put(type, written.textOrEmpty(type));
            }
        });
        if (FINDS.in(model).isPresent() && written.entries().isEmpty()) {
            problems.add(
                    Code.INVALID_VALUE,
                    written.place(),
                    "'finds' is empty",
                    "it says what the law calls that which the model finds",
                    "write such as finds: { person: NAME }");
        }
        return finds;
    }

    private static boolean isInside(YamlScalar file, Problems problems) {
        boolean inside = !file.text().startsWith("/")
                && !file.text().contains("..")
                && !file.text().contains("\\")
                && !file.text().contains(":");
        if (!inside) {
            problems.add(
                    Code.INVALID_VALUE,
                    file.place(),
                    "the model is '" + file.text() + "'",
                    "it is a file of the workspace: nothing is fetched",
                    "write its path from the workspace's folder, such as models/ner-de.bin");
        }
        return inside;
    }
}
