package dev.weir.privacy.law;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product.Audience;
import dev.weir.privacy.mask.Mask;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The law as data, one version of it: {@code law/<id>.yaml} on the class path.
 *
 * @param id such as {@code cn-2026-01}
 * @param title for people
 * @param asOf the day whose law it states
 * @param sha256 of the file, in lower-case hex
 * @param categories by code, in the order of the file
 */
public record LawPack(String id, String title, LocalDate asOf, String sha256, Map<String, Category> categories) {

    private static final String FOLDER = "/law/";

    public LawPack {
        requireNonNull(id, "id");
        requireNonNull(title, "title");
        requireNonNull(asOf, "asOf");
        requireNonNull(sha256, "sha256");
        categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
        if (!categories.containsKey(Category.NONE)) {
            throw new IllegalArgumentException("Law pack '" + id + "' has no category " + Category.NONE);
        }
    }

    /**
     * Reads a pack that ships with Weir.
     *
     * @throws ProblemsException when there is none of that id; it names those there are
     */
    public static LawPack load(String id) {
        List<String> known = shipped();
        if (!known.contains(id)) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("weir.yaml"),
                    "There is no law pack '" + id + "'",
                    "the packs found are " + String.join(", ", known),
                    "set law.pack to one of those");
        }
        return LawPackReader.read("law/" + id + ".yaml", id, resource(id + ".yaml"));
    }

    /** The ids of the packs that ship with Weir. */
    public static List<String> shipped() {
        return new String(resource("index.txt"), StandardCharsets.UTF_8).lines().toList();
    }

    /** The category of that code. */
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
                .orElseGet(() -> defaultMask(column, category, Stage.of(audience)));
    }

    private static Mask defaultMask(Column column, Category category, Stage stage) {
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
                    "write one of " + String.join(", ", declarable()));
        }
        return category;
    }

    /** The codes that a contract may give a column, in the order of the file. */
    public List<String> declarable() {
        return categories.values().stream()
                .filter(category -> category.scope() == Category.Scope.COLUMN)
                .map(Category::code)
                .toList();
    }

    private static byte[] resource(String name) {
        try (InputStream in = LawPack.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("law/" + name + " is missing from Weir's own files");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("law/" + name + " cannot be read from Weir's own files", e);
        }
    }
}
