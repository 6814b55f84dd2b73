package dev.weir.catalogue.croissant;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files that a Croissant document names, hashed again: without a workspace, by the document alone. Whether the document itself is a
 * release's own is not in it.
 *
 * @param checked how many files are as the document says
 * @param problems a problem for each that is not, is missing, cannot be read, or has no hash; and what the document lacks
 */
public record DescribedFiles(int checked, List<Problem> problems) {

    /** What two readers could read in two ways is not read at all. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String UNCHECKED = "so it was not checked";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");
    private static final Pattern PATTERN = Pattern.compile("[*?\\[{]");

    public DescribedFiles {
        problems = List.copyOf(problems);
    }

    /**
     * Hashes the files of a document; paths in it are relative to its folder, and stay below it.
     *
     * @throws ProblemsException where it cannot be read, or is no Croissant document
     */
    public static DescribedFiles of(Path document) {
        List<JsonNode> distribution = all(read(document).path("distribution"));
        if (distribution.isEmpty()) {
            throw noDocument(document, "its 'distribution' names no files");
        }
        Path folder = document.toAbsolutePath().resolveSibling("").normalize();
        List<Problem> problems = new ArrayList<>();
        Set<String> named = new HashSet<>();
        Set<String> whole = new HashSet<>();
        for (JsonNode each : distribution) {
            JsonNode path = each.path("contentUrl");
            if (path.isTextual()) {
                named.add(path.asText());
                int before = problems.size();
                check(folder, path.asText(), each.path("sha256"), problems);
                if (problems.size() == before) {
                    whole.add(path.asText());
                }
            }
        }
        for (JsonNode each : distribution) {
            List<JsonNode> included = all(each.path("includes"));
            included.forEach(include -> included(include.asText(), named, problems));
            if (included.isEmpty() && !each.path("contentUrl").isTextual()) {
                problems.add(problem(each.path("@id").asText("?"), "is not named by a path", UNCHECKED));
            }
        }
        return new DescribedFiles(whole.size(), problems);
    }

    /** A set of files is checked by its files: each that it includes is one that has a hash. */
    private static void included(String include, Set<String> named, List<Problem> problems) {
        String path = include.replaceAll("\\[([\\[?*])]", "$1");
        if (named.contains(path)) {
            return;
        }
        if (PATTERN.matcher(include.replaceAll("\\[[\\[?*]]", "")).find()) {
            problems.add(problem(include, "is a pattern", "which files it means is not in the document, " + UNCHECKED));
        } else {
            problems.add(problem(path, "has no hash in the document", UNCHECKED));
        }
    }

    /** JSON-LD writes one value without a list. */
    private static List<JsonNode> all(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(all::add);
        } else if (!node.isMissingNode() && !node.isNull()) {
            all.add(node);
        }
        return all;
    }

    private static void check(Path folder, String path, JsonNode written, List<Problem> problems) {
        String sha256 = written.asText("").strip().toLowerCase(Locale.ROOT);
        if (!SHA256.matcher(sha256).matches()) {
            problems.add(problem(path, "has no SHA-256 in the document", UNCHECKED));
            return;
        }
        if (ADDRESS.matcher(path).lookingAt()) {
            problems.add(problem(path, "is an address", "only files beside the document are hashed, " + UNCHECKED));
            return;
        }
        try {
            Path file = folder.resolve(path).normalize();
            if (!file.startsWith(folder)) {
                problems.add(problem(path, "lies outside the folder of the document", UNCHECKED));
            } else if (!Files.isRegularFile(file)) {
                problems.add(problem(path, "is not there", "the document names it"));
            } else if (!file.toRealPath().startsWith(folder.toRealPath())) {
                problems.add(problem(path, "is a link out of the folder of the document", UNCHECKED));
            } else if (!hash(file).equals(sha256)) {
                problems.add(problem(path, "has been changed", "its SHA-256 is not the one in the document"));
            }
        } catch (IOException | InvalidPathException e) {
            problems.add(problem(path, "cannot be read", "its file system refuses it"));
        }
    }

    private static String hash(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), Sha256.digest())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    private static Problem problem(String path, String what, String why) {
        return new Problem(
                Code.EVIDENCE_BROKEN,
                Place.of(path),
                "the file " + what,
                why,
                "read the release where it is kept; 'weir verify' there says what is whole");
    }

    private static JsonNode read(Path document) {
        try (InputStream in = Files.newInputStream(document)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw noDocument(document, "it cannot be read as JSON, or has a key twice");
        }
    }

    private static ProblemsException noDocument(Path document, String why) {
        return ProblemsException.usage(
                "weir catalogue verify",
                document + " is no Croissant document",
                why,
                "name a file that 'weir catalogue --to croissant --into' wrote");
    }
}
