package dev.weir.privacy.detect.tag;

import java.util.List;

/** What a token is, by beginnings and insides (BIO): Ramshaw and Marcus, "Text chunking using transformation-based learning", 1995. */
enum Label {
    OUTSIDE(0),
    NAME_BEGIN(1),
    NAME_INSIDE(2),
    NUMBER_BEGIN(3),
    NUMBER_INSIDE(4),
    ADDRESS_BEGIN(5),
    ADDRESS_INSIDE(6);

    /** In the order of their places. */
    static final List<Label> ALL = List.of(values());

    static final int COUNT = ALL.size();

    private final int place;

    Label(int place) {
        this.place = place;
    }

    /** Where its weights stand among those of all. */
    int place() {
        return place;
    }

    boolean isInside() {
        return this == NAME_INSIDE || this == NUMBER_INSIDE || this == ADDRESS_INSIDE;
    }

    /** Whether a token may be this where the one before it is {@code before}; before the first, all is {@link #OUTSIDE}. */
    boolean mayFollow(Label before) {
        return !isInside() || before == this || before.place == place - 1;
    }
}
