package dev.weir.privacy.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product.Audience;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.roles.Act;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.text.OwnResource;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.mask.Mask;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The law as data, one version of it: {@code law/<id>.yaml} on the class path.
 *
 * @param id such as {@code cn-2026-01}
 * @param title for people
 * @param asOf the day whose law it states
 * @param sha256 of the file, in lower-case hex; with an overlay, of the file's and the overlay's own, a line each
 * @param categories by code, in the order of the file
 * @param provisions the rest of it
 * @param overlay what the workspace changes of it, if it does
 */
public record LawPack(
        String id,
        String title,
        LocalDate asOf,
        String sha256,
        Map<String, Category> categories,
        Provisions provisions,
        Optional<Overlay> overlay) {

    /** The section of an overlay that names what two people have to answer for. */
    static final String TWO_PEOPLE = "twoPeople";

    private static final String FOLDER = "/law/";
    private static final Place WORKSPACE = Place.of("weir.yaml");

    /** Those that ship with Weir and have been read: a command asks for its pack several times, on several threads. */
    private static final Map<String, LawPack> READ = new ConcurrentHashMap<>();

    public LawPack {
        categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
        if (!categories.containsKey(Category.NONE)) {
            throw new IllegalArgumentException("Law pack '" + id + "' has no category " + Category.NONE);
        }
    }

    /**
     * A file of the workspace that changes single entries.
     *
     * @param file with its own hash
     * @param changes in the order of the file
     */
    public record Overlay(HashedFile file, List<OverlayChange> changes) {
        public Overlay {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Reads a pack that ships with Weir.
     *
     * @throws ProblemsException when there is none of that id; it names those there are
     */
    public static LawPack load(String id) {
        return READ.computeIfAbsent(id, unread -> LawPackReader.read(file(unread), unread, content(unread)));
    }

    /**
     * Reads the law of a workspace: a pack that ships with Weir, with what the workspace changes of it.
     *
     * @throws ProblemsException when there is no such pack, its hash is another than the workspace pins, or the overlay
     *     cannot be; every problem with its file and line
     */
    public static LawPack of(Workspace.Law law) {
        byte[] content = content(law.pack(), law.place());
        String sha256 = Sha256.hex(content);
        if (law.sha256().filter(pinned -> !pinned.equals(sha256)).isPresent()) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    law.place(),
                    "The law pack '" + law.pack() + "' is another edition than weir.yaml pins",
                    "the one that ships has the SHA-256 " + sha256,
                    "read what has changed ('weir law'), then write that hash as law.sha256");
        }
        return law.overlay().isEmpty()
                ? load(law.pack())
                : LawPackReader.read(file(law.pack()), law.pack(), content, law.overlay());
    }

    /** Where a pack lies on the class path: {@code law/<id>.yaml}. */
    public static String file(String id) {
        return "law/" + id + ".yaml";
    }

    /**
     * A pack that ships with Weir, as its bytes stand.
     *
     * @throws ProblemsException as {@link #load}
     */
    public static byte[] content(String id) {
        return content(id, WORKSPACE);
    }

    private static byte[] content(String id, Place asked) {
        List<String> known = shipped();
        if (!known.contains(id)) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    asked,
                    "There is no law pack '" + id + "'",
                    "the packs found are " + String.join(", ", known),
                    NearestName.remedy(id, known, "set law.pack to one of those"));
        }
        return OwnResource.bytes(LawPack.class, FOLDER + id + ".yaml");
    }

    /** The ids of the packs that ship with Weir. */
    public static List<String> shipped() {
        return OwnResource.text(LawPack.class, FOLDER + "index.txt").lines().toList();
    }

    /** Whether two people have to answer for an act, as the workspace's overlay asks. */
    public boolean asksTwoPeople(Act act) {
        return overlay.stream()
                .flatMap(found -> found.changes().stream())
                .anyMatch(change ->
                        change.section().equals(TWO_PEOPLE) && change.id().equals(act.word()));
    }

    /** Whether data of a category are sensitive personal information (PIPL 28), as the pack answers the open points. */
    public boolean isSensitive(Category category) {
        return switch (category.standing().sensitivity()) {
            case NOT_PERSONAL, PERSONAL -> false;
            case SENSITIVE_BY_POLICY -> provisions.is(CounselSetting.COUNT_AS_SENSITIVE);
            case SENSITIVE -> true;
        };
    }

    public Optional<Category> category(String code) {
        return Optional.ofNullable(categories.get(code));
    }

    /**
     * The mask of a product's column: the contract's own, else its category's default.
     *
     * @throws ProblemsException when the column has no category, one that is not in the pack or not for columns, is blocked, or
     *     has a mask that cannot be
     */
    public Mask maskOf(Column column, Audience audience) {
        Category category = categoryOf(column);
        return column.meaning()
                .mask()
                .map(choice -> Mask.parse(choice, column.place()))
                .orElseGet(() -> defaultMask(column, category, Destination.of(audience)));
    }

    private static Mask defaultMask(Column column, Category category, Destination stage) {
        return category.mask(stage)
                .mask()
                .orElseThrow(() -> ProblemsException.of(
                        Code.INVALID_MASK,
                        column.place(),
                        "Column '" + column.name() + "' of category " + category.code() + " is blocked",
                        "data of that category (" + category.term().chinese()
                                + ") go nowhere unless somebody says how: "
                                + String.join(", ", category.standing().articles()),
                        "write weirMask on the column: drop, nullify, or what the approval you hold allows"));
    }

    /**
     * The category of a product's column.
     *
     * @throws ProblemsException when it has none, or one that is not in the pack or not for columns
     */
    public Category categoryOf(Column column) {
        String code = column.meaning()
                .category()
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNCLASSIFIED,
                        column.place(),
                        "Column '" + column.name() + "' has no category",
                        "what it holds in law decides its mask, and unknown means no",
                        "add classification, with NONE if it is not about a person"));
        @Nullable Category category = categories.get(code);
        if (category == null || category.scope() != Category.Scope.COLUMN) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    column.place(),
                    "Column '" + column.name() + "' has the category '" + code + "'",
                    "law pack " + id + " has no category of that code for a column",
                    NearestName.remedy(code, declarable(), "write one of " + String.join(", ", declarable())));
        }
        return category;
    }

    /** The forms that it gives to categories, in the order of the file. */
    public List<IdentifierForm> forms() {
        return categories.values().stream()
                .flatMap(category -> category.form().stream())
                .toList();
    }

    /** The codes that a contract may give a column, in the order of the file. */
    public List<String> declarable() {
        return categories.values().stream()
                .filter(category -> category.scope() == Category.Scope.COLUMN)
                .map(Category::code)
                .toList();
    }
}
