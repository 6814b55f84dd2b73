package dev.weir.privacy.detect;

/**
 * Which values of a column are looked through, and in which of those names are looked for. What can hold a number or an e-mail
 * address is looked through always. Of values that can hold words alone, once 512 were looked through, one of 64 is, later one of
 * 1,024, and counts for so many ({@link ValueSampler}).
 *
 * <p>Names inside sentences cost more. They are looked for in each of the first texts, then in one of 8, of 32 and of 128, the
 * more bytes were searched, and in one of 4 or 16 that stand for others. Where one of 20 held personal data, they are looked for
 * in each (of short ones in one of 2) until 80 did, or until 400 that stand for others did, then in one of 8. And they are looked
 * for in each of a few values that stand together, again and again, and behind one that held personal data ({@link Bursts}). For
 * one thread.
 */
final class Sampling {

    /** Names are looked for inside so many texts, those of a small table. */
    private static final int ALL = 16;

    private static final int ALL_LATER = 4;

    /** Of short values so many times as many. */
    private static final int SHORT_TEXTS = 4;

    /** Then inside one text of two to this power, and of two to the others when so many bytes were searched. */
    private static final int OFTEN = 3;

    private static final int LESS_OFTEN = 5;
    private static final int SELDOM = 7;
    private static final int SEARCHED_OFTEN = 1 << 14;
    private static final int SEARCHED_LESS_OFTEN = 1 << 16;

    /** In a later part of a table, of which there may be many, so many bytes count as searched from the first. */
    private static final int SEARCHED_BEFORE = SEARCHED_OFTEN - (1 << 12);

    /** In a text that stands for so many others already, and for more. */
    private static final int MANY = 1 << 6;

    private static final int OF_MANY = 2;
    private static final int OF_MORE = 4;

    /** Where one searched text of so many held personal data, more are searched, until enough did. */
    private static final int SUSPECT = 20;

    /** Of short values, which come again more often than not. */
    private static final int MORE_OFTEN = 1;

    private static final int ENOUGH = 80;

    /** Of texts that stand for others, there are few, and each weighs much. */
    private static final int ENOUGH_OF_MANY = 400;

    private final ValueSampler samples;
    private final Bursts bursts;
    private final int searchedAll;
    private boolean isInBurst;
    private int searchedBytes;
    private int searchedTexts;
    private int personalValues;

    /** One that has seen nothing, for a table or a part of one. */
    Sampling(TablePart part) {
        this.samples = ValueSampler.of(part);
        this.bursts = Bursts.of(part);
        this.searchedAll = part.isLater() ? ALL_LATER : ALL;
        this.searchedBytes = part.isLater() ? SEARCHED_BEFORE : 0;
    }

    /** For how many the next value stands that may hold personal data; 0 where it is passed over. */
    int next(ValuePrefilter look) {
        isInBurst = bursts.next();
        int drawn = look == ValuePrefilter.ANYTHING ? 1 : samples.next();
        return isInBurst ? Math.max(1, drawn) : drawn;
    }

    /**
     * The power of two of the values of which one is searched for names.
     *
     * @param stands for how many values the value stands
     * @param isText whether it is longer than flags, wards and names are
     * @param isCode whether it is a number or a code, of which there may be many together
     */
    int seldom(int stands, boolean isText, boolean isCode) {
        if (!isCode && (isInBurst || isAmongFirstShort(stands, isText))) {
            return 0;
        } else if (isSuspect()) {
            return personalValues >= (stands > 1 ? ENOUGH_OF_MANY : ENOUGH)
                    ? OFTEN
                    : isText || stands > 1 ? 0 : MORE_OFTEN;
        } else if (isText && searchedTexts < searchedAll && searchedBytes < SEARCHED_OFTEN) {
            return 0;
        } else if (stands > 1) {
            return stands > MANY ? OF_MORE : OF_MANY;
        }
        return searchedBytes < SEARCHED_OFTEN ? OFTEN : searchedBytes < SEARCHED_LESS_OFTEN ? LESS_OFTEN : SELDOM;
    }

    /** A column of few different values has no others: of five and twenty names each counts. */
    private boolean isAmongFirstShort(int stands, boolean isText) {
        return !isText && stands == 1 && searchedTexts < SHORT_TEXTS * searchedAll && searchedBytes < SEARCHED_OFTEN;
    }

    /**
     * A value was looked through.
     *
     * @param tells whether it identifies a person
     * @param byWords whether a search for names does
     */
    void lookedThrough(int stands, boolean tells, boolean byWords) {
        if (isInBurst && tells) {
            bursts.goOn();
        } else if (stands > 1 && byWords) {
            bursts.beginOnce();
        }
    }

    /** Names were looked for in a value of so many bytes. */
    void searched(int bytes, boolean byWords) {
        searchedBytes += bytes;
        searchedTexts++;
        if (byWords) {
            personalValues++;
            if (isSuspect()) {
                samples.closer();
            }
        }
    }

    private boolean isSuspect() {
        return personalValues * SUSPECT >= searchedTexts && personalValues > 0;
    }
}
