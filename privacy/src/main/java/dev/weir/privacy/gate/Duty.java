package dev.weir.privacy.gate;

/** What comes before any transfer of personal information (PIPL 39, PIPL 55), by the words of the gate's tables. */
enum Duty {
    OK("nothing"),
    NO_NOTICE("notice to the people concerned (告知): who receives, for what, and how they exercise their rights"),
    NO_CONSENT("separate consent (单独同意) of the people concerned"),
    NO_PIPIA("assessment of the impact on personal information (个人信息保护影响评估)"),
    NA("notice, separate consent and impact assessment: with personal information they always bear");

    private final String missing;

    Duty(String missing) {
        this.missing = missing;
    }

    static Duty of(String word) {
        for (Duty duty : values()) {
            if (duty.name().equals(word)) {
                return duty;
            }
        }
        return NA;
    }

    /** What is missing, for people. */
    String missing() {
        return missing;
    }
}
