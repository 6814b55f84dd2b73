package dev.weir.contracts.text;

import java.util.Locale;

/** A constant of an enum that files and messages call by its name in small letters: {@code NOT_PERSONAL} is {@code not-personal}. */
public interface Word {

    String name();

    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
