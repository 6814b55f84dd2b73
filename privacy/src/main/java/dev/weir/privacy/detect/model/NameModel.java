package dev.weir.privacy.detect.model;

import dev.weir.contracts.TextModel;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.UsedModel;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import opennlp.tools.util.Version;

/**
 * A model of a workspace, as it travels to where rows are: its file's path and hash, never its bytes. Each process reads the
 * file once, and nothing but a file of that hash.
 *
 * @param path of the file, absolute
 * @param file its path from the workspace's folder
 * @param sha256 that the file must have
 * @param finds by the model's own names for what it finds, the category in law
 * @param minimum how sure the model has to be, from 0 to 1
 */
public record NameModel(String path, String file, String sha256, Map<String, String> finds, double minimum)
        implements Serializable {

    public NameModel {
        finds = Collections.unmodifiableMap(new TreeMap<>(finds));
    }

    /** The version of Apache OpenNLP, which asks the models. */
    public static String version() {
        return Version.currentVersion().toString();
    }

    /** What asks the models, with its version. */
    public static String engine() {
        return "Apache OpenNLP " + version();
    }

    /** Those of a workspace, in its order. No file is looked at. */
    public static List<NameModel> of(Workspace workspace) {
        return workspace.settings().models().stream()
                .map(model -> of(workspace.root(), model))
                .toList();
    }

    /** One of a workspace. */
    public static NameModel of(Path root, TextModel model) {
        return new NameModel(
                root.resolve(model.file()).toString(), model.file(), model.sha256(), model.finds(), model.minimum());
    }

    /** The categories that models find, each once. */
    public static List<String> categories(List<NameModel> models) {
        return models.stream()
                .flatMap(model -> model.finds().values().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** As a release records it. */
    public UsedModel recorded() {
        return new UsedModel(engine(), file, sha256, finds, minimum);
    }

    /** Milliseconds that one thread takes for 1,000 characters on this machine: of a made-up text, and about. */
    public double millisecondsPerThousand() {
        return ModelFinder.of(this).millisecondsPerThousand();
    }
}
