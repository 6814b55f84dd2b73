package dev.weir.privacy.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Workspace.LawOverlay;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.Sha256;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlReader;
import dev.weir.privacy.detect.IdentifierForm;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a law pack, with what an overlay changes of it; every problem is reported at once. */
final class LawPackReader {

    private static final Field<String> TITLE = Field.required("title", ProvisionsReader.WORD);
    private static final Field<LocalDate> AS_OF = Field.required("asOf", ProvisionsReader.DAY);
    private static final Field<List<YamlMap>> CATEGORIES = ProvisionsReader.section("categories", CategoryReader.SHAPE);

    private static final Shape SECTIONS = Shape.of("a law pack", ProvisionsReader.BOOK)
            .with(ProvisionsReader.SECTIONS)
            .with(CATEGORIES);
    private static final Shape SHAPE = Shape.of("a law pack", ProvisionsReader.BOOK)
            .with(ProvisionsReader.ID, TITLE, AS_OF)
            .and(SECTIONS);

    private final Problems problems = new Problems();
    private final String file;

    private LawPackReader(String file) {
        this.file = file;
    }

    static LawPack read(String file, String id, byte[] content) {
        return read(file, id, content, Optional.empty());
    }

    static LawPack read(String file, String id, byte[] content, Optional<LawOverlay> overlay) {
        LawPackReader reader = new LawPackReader(file);
        Optional<LawPack> pack = reader.pack(id, content, overlay);
        reader.throwIfAny(overlay);
        return pack.orElseThrow(() -> new IllegalStateException(file + " holds no law pack, and nobody says why"));
    }

    /** The pack that ships knows all that it names: where the overlay is wrong, a name that is missing in the pack follows from that. */
    private void throwIfAny(Optional<LawOverlay> overlay) {
        boolean isOverlayWrong = problems.list().stream()
                .anyMatch(problem ->
                        overlay.filter(written -> isIn(written, problem)).isPresent());
        Problems collected = new Problems();
        problems.list().stream()
                .filter(problem ->
                        !isOverlayWrong || problem.code() != Code.UNKNOWN_NAME || isIn(overlay.orElseThrow(), problem))
                .forEach(collected::add);
        collected.throwIfAny();
    }

    private static boolean isIn(LawOverlay overlay, Problem problem) {
        return overlay.file().path().equals(problem.place().file());
    }

    private Optional<LawPack> pack(String id, byte[] content, Optional<LawOverlay> overlay) {
        Optional<YamlNode> document = YamlReader.read(new String(content, StandardCharsets.UTF_8), file, problems);
        List<OverlayChange> changes = new ArrayList<>();
        if (overlay.isPresent() && document.isPresent() && document.get() instanceof YamlMap base) {
            OverlayReader reader = new OverlayReader(problems, changes);
            document = YamlReader.read(
                            overlay.get().text(), overlay.get().file().path(), problems)
                    .map(written -> reader.merged(base, written, id, Sha256.hex(content)));
        }
        document.ifPresent(node -> SHAPE.check(node, problems));
        if (document.isEmpty() || !(document.get() instanceof YamlMap map) || !SECTIONS.isWhole(map)) {
            return Optional.empty();
        }
        if (!ProvisionsReader.ID.or(map, "").equals(id)) {
            invalid(map, "The pack's id is not '" + id + "'", "its file has that name", "give both one name");
        }
        ProvisionsReader provisions = new ProvisionsReader(map, problems);
        CategoryReader reader = new CategoryReader(problems, provisions);
        Map<String, Category> categories =
                provisions.list(CATEGORIES, CategoryReader.SHAPE, reader::category, Category::code);
        Optional<Provisions> read = provisions.read(categories.keySet());
        if (!categories.containsKey(Category.NONE)) {
            invalid(
                    map,
                    "The pack has no category " + Category.NONE,
                    "columns that are not about a person need it",
                    "add it");
        }
        long forms = categories.values().stream()
                .filter(category -> category.form().isPresent())
                .count();
        if (forms > IdentifierForm.MOST) {
            invalid(
                    map,
                    forms + " categories have a form",
                    "so many cannot be looked for in one pass; " + IdentifierForm.MOST + " are the most",
                    "take those out that matter least");
        }
        if (!problems.isEmpty() || read.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LawPack(
                id,
                TITLE.of(map),
                AS_OF.of(map),
                effective(content, overlay),
                categories,
                read.get(),
                overlay.map(found -> new LawPack.Overlay(found.file(), changes))));
    }

    private void invalid(YamlMap document, String what, String why, String remedy) {
        problems.add(Code.INVALID_VALUE, document.place(), what, why, remedy);
    }

    /** The pack's own hash; with an overlay, that of both hashes, a line each. */
    private static String effective(byte[] content, Optional<LawOverlay> overlay) {
        String own = Sha256.hex(content);
        return overlay.map(found -> Sha256.hex(own + "\n" + found.file().sha256() + "\n"))
                .orElse(own);
    }
}
