package dev.weir.contracts.naming;

import java.util.Optional;

/**
 * A word at the end of columns' names that tells what kind of values they have: {@code weight_kg}.
 *
 * @param type that such columns have, by its name in ODCS such as {@code date}; empty where any may be
 * @param unit that they have, in UCUM
 */
public record ClassWord(String word, Optional<String> type, Optional<String> unit) {}
