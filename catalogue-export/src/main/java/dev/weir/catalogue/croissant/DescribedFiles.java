package dev.weir.catalogue.croissant;

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
import java.util.Set;

/**
 * The files that a Croissant document names, hashed again: without a workspace, by the document alone. Whether the document itself is a
 * release's own is not in it.
 *
 * @param checked how many files are as the document says
 * @param problems a problem for each that is not, is missing, cannot be read, or has no hash; and what the document lacks
 */
public record DescribedFiles(int checked, List<Problem> problems) {

    public DescribedFiles {
        problems = List.copyOf(problems);
    }

    /**
     * Hashes the files of a document; paths in it are relative to its folder.
     *
     * @throws ProblemsException where it cannot be read, or is no Croissant document
     */
    public static DescribedFiles of(Path document) {
        JsonNode distribution = read(document).path("distribution");
        if (!distribution.isArray() || distribution.isEmpty()) {
            throw noDocument(document, "it names no files");
        }
        Path folder = document.toAbsolutePath().resolveSibling("");
        List<Problem> problems = new ArrayList<>();
        Set<String> hashed = new HashSet<>();
        int checked = 0;
        for (JsonNode each : distribution) {
            if (each.has("contentUrl")) {
                String path = each.path("contentUrl").asText();
                hashed.add(path);
                int before = problems.size();
                check(folder, path, each.path("sha256").asText(), problems);
                checked += problems.size() == before ? 1 : 0;
            }
        }
        for (JsonNode each : distribution) {
            for (JsonNode included : each.path("includes")) {
                String path = included.asText().replaceAll("\\[([\\[?*])]", "$1");
                if (!hashed.contains(path)) {
                    problems.add(problem(path, "has no hash in the document", "what it was is not known"));
                }
            }
        }
        return new DescribedFiles(checked, problems);
    }

    private static void check(Path folder, String path, String sha256, List<Problem> problems) {
        if (sha256.isEmpty()) {
            problems.add(problem(path, "has no hash in the document", "what it was is not known"));
            return;
        }
        try {
            Path file = folder.resolve(path);
            if (path.contains("://") || !Files.isRegularFile(file)) {
                problems.add(problem(path, "is not there", "the document names it"));
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
            return JsonMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw noDocument(document, "it cannot be read as JSON");
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
