package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.TextModel;
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
import java.util.regex.Pattern;

/** Reads {@code detect} of {@code weir.yaml}: models of the workspace. What is in their files, others look at. */
final class DetectReader {

    private static final String MODEL = "model";
    private static final String SHA256 = "sha256";
    private static final String FINDS = "finds";
    private static final String MINIMUM = "minimum";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

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
        Optional<YamlScalar> file = model.text(MODEL);
        Map<String, String> finds = finds(model, problems);
        double minimum = model.scalar(MINIMUM)
                .flatMap(YamlScalar::number)
                .map(BigDecimal::doubleValue)
                .orElse(TextModel.USUAL_MINIMUM);
        String sha256 = model.textOrEmpty(SHA256);
        if (file.isEmpty()
                || !isInside(file.get(), problems)
                || finds.isEmpty()
                || !HASH.matcher(sha256).matches()
                || !(minimum >= 0 && minimum <= 1)) {
            return Optional.empty(); // what is not told here, the file's check has told
        }
        return Optional.of(new TextModel(
                file.get().text(), sha256, finds, minimum, file.get().place()));
    }

    private static Map<String, String> finds(YamlMap model, Problems problems) {
        Map<String, String> finds = new TreeMap<>();
        YamlMap written = model.map(FINDS).orElse(new YamlMap(Map.of(), model.place()));
        written.entries().forEach((type, entry) -> {
            if (!written.textOrEmpty(type).isEmpty()) {
                finds.put(type, written.textOrEmpty(type));
            }
        });
        if (model.map(FINDS).isPresent() && written.entries().isEmpty()) {
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
