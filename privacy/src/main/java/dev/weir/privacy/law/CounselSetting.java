package dev.weir.privacy.law;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an open point for counsel decides in Weir. A pack answers each of them once. */
public enum CounselSetting {
    /** People who went out under an exemption count in N and S. */
    COUNT_EXEMPT("countExempt", true),
    /** One person may count in N and in S. */
    COUNT_IN_BOTH("countInBoth", true),
    /** Separate consent is needed whatever the basis. */
    CONSENT_FOR_OTHER_BASES("consentForOtherBases", true),
    /** A security assessment does where a contract or certification is asked for. */
    ASSESSMENT_STANDS_FOR_CONTRACT("assessmentStandsForContract", false),
    /** Numbers of identity and travel documents are sensitive. */
    COUNT_AS_SENSITIVE("countAsSensitive", true),
    /** A free trade zone's list comes before the national thresholds. */
    ZONE_LISTS_COME_FIRST("zoneListsComeFirst", false),
    /** A processor may say that data are outside its zone's list. */
    ZONE_TABLES("zoneTables", false),
    FACE_PHOTO_IS_BIOMETRIC("facePhotoIsBiometric", true, Choice.FIXED),
    /** The Greater Bay Area contract is a mechanism for Hong Kong. */
    GREATER_BAY_CONTRACT("greaterBayContract", false),
    /** A contract in effect does until the last day for filing it. */
    EFFECTIVE_CONTRACT_SUFFICES("effectiveContractSuffices", false),
    /** A mechanism's last valid day is the one before the anniversary. */
    LAST_DAY_BEFORE_ANNIVERSARY("lastDayBeforeAnniversary", true),
    /** A person on the birthday is still below the age. */
    BIRTHDAY_IS_MINOR("birthdayIsMinor", true, Choice.FIXED),
    CODED_DATA_IS_PERSONAL("codedDataIsPersonal", true, Choice.FIXED);

    private enum Choice {
        FREE,
        /** Weir does the stricter thing, and nothing else yet. */
        FIXED
    }

    private final String key;
    private final boolean stricter;
    private final Choice choice;

    CounselSetting(String key, boolean stricter) {
        this(key, stricter, Choice.FREE);
    }

    CounselSetting(String key, boolean stricter, Choice choice) {
        this.key = key;
        this.stricter = stricter;
        this.choice = choice;
    }

    /** Its name in packs. */
    public String key() {
        return key;
    }

    /** The value that lets less go. */
    public boolean stricter() {
        return stricter;
    }

    /** Whether Weir supports a value. */
    boolean takes(boolean value) {
        return choice == Choice.FREE || value == stricter;
    }

    static Optional<CounselSetting> of(String key) {
        return Stream.of(values()).filter(setting -> setting.key.equals(key)).findFirst();
    }

    static List<String> keys() {
        return Stream.of(values()).map(CounselSetting::key).toList();
    }
}
