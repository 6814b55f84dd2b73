package dev.weir.privacy.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Workspace.LawOverlay;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.detect.IdentifierForm;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a law pack, with what an overlay changes of it; every problem is told at once. */
final class LawPackReader {

    private static final String ID = "id";
    private static final String TITLE = "title";
    private static final String AS_OF = "asOf";
    private static final String CATEGORIES = "categories";

    private final Problems problems = new Problems();
    private final YamlNodes yaml;

    private LawPackReader(String file) {
        this.yaml = new YamlNodes(file, problems);
    }

    static LawPack read(String file, String id, byte[] content) {
        return read(file, id, content, Optional.empty());
    }

    static LawPack read(String file, String id, byte[] content, Optional<LawOverlay> overlay) {
        LawPackReader reader = new LawPackReader(file);
        Optional<LawPack> pack = reader.pack(id, content, overlay);
        reader.problems.throwIfAny();
        return pack.orElseThrow(() -> new IllegalStateException(file + " holds no law pack, and nobody says why"));
    }

    private Optional<LawPack> pack(String id, byte[] content, Optional<LawOverlay> overlay) {
        Node document = yaml.document(new String(content, StandardCharsets.UTF_8));
        List<Change> changes = new ArrayList<>();
        if (overlay.isPresent() && document instanceof MappingNode base) {
            OverlayReader reader = new OverlayReader(yaml, problems, changes);
            Node written = new YamlNodes(overlay.get().file().path(), problems)
                    .document(overlay.get().text());
            document = reader.merged(base, written, id, Sha256.hex(content));
        }
        List<String> keys = new ArrayList<>(List.of(ID, TITLE, AS_OF, CATEGORIES));
        keys.addAll(ProvisionsReader.SECTIONS);
        Map<String, Node> fields = yaml.fields(document, keys);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        if (!yaml.text(fields, ID).equals(id)) {
            yaml.invalid(document, "The pack's id is not '" + id + "'", "its file has that name", "give both one name");
        }
        Optional<LocalDate> asOf = yaml.day(yaml.node(fields, AS_OF));
        ProvisionsReader provisions = new ProvisionsReader(yaml, problems, fields);
        Map<String, Category> categories = categories(fields, provisions);
        Optional<Provisions> read = provisions.read(categories.keySet());
        if (!categories.containsKey(Category.NONE)) {
            yaml.invalid(
                    document,
                    "The pack has no category " + Category.NONE,
                    "columns that are not about a person need it",
                    "add it");
        }
        long forms = categories.values().stream()
                .filter(category -> category.form().isPresent())
                .count();
        if (forms > IdentifierForm.MOST) {
            yaml.invalid(
                    document,
                    forms + " categories have a form",
                    "so many cannot be looked for in one pass; " + IdentifierForm.MOST + " are the most",
                    "take those out that matter least");
        }
        if (!problems.isEmpty() || asOf.isEmpty() || read.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LawPack(
                id,
                yaml.text(fields, TITLE),
                asOf.get(),
                effective(content, overlay),
                categories,
                read.get(),
                overlay.map(found -> new LawPack.Overlay(found.file(), changes))));
    }

    private Map<String, Category> categories(Map<String, Node> fields, ProvisionsReader provisions) {
        CategoryReader reader = new CategoryReader(yaml, problems, provisions);
        Map<String, Category> categories = new LinkedHashMap<>();
        for (Node item : yaml.items(fields, CATEGORIES)) {
            reader.category(item).ifPresent(category -> {
                if (categories.putIfAbsent(category.code(), category) != null) {
                    problems.add(
                            Code.DUPLICATE_NAME,
                            yaml.place(item),
                            "Category '" + category.code() + "' is there twice",
                            "a code names one category",
                            "take one out");
                }
            });
        }
        return categories;
    }

    /** The pack's own hash; with an overlay, that of both hashes, a line each. */
    private static String effective(byte[] content, Optional<LawOverlay> overlay) {
        String own = Sha256.hex(content);
        return overlay.map(found ->
                        Sha256.hex((own + "\n" + found.file().sha256() + "\n").getBytes(StandardCharsets.UTF_8)))
                .orElse(own);
    }
}
