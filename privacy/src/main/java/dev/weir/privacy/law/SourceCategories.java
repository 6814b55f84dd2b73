package dev.weir.privacy.law;

import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Source;
import java.util.List;

/**
 * Whether the categories that sources' contracts state are the law's. One that is misspelt would protect nothing: a column
 * that takes it over is not known to hold something about persons.
 */
public final class SourceCategories {

    private SourceCategories() {}

    /** Notes every category that is none. A source's column need not state one. */
    public static void check(List<Source> sources, LawPack law, Problems problems) {
        sources.stream()
                .flatMap(source -> source.contract().tables().stream())
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.meaning().category().isPresent())
                .forEach(column -> {
                    try {
                        law.categoryOf(column);
                    } catch (ProblemsException unknown) {
                        unknown.problems().forEach(problems::add);
                    }
                });
    }
}
