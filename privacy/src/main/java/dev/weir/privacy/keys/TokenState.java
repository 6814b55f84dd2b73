package dev.weir.privacy.keys;

/** What a token's flags (CK_TOKEN_INFO, PKCS#11) say of its PIN, before one is tried. */
enum TokenState {
    READY,
    /** It has no PIN yet. */
    WITHOUT_PIN,
    /** The next wrong PIN locks it. */
    LAST_TRY,
    LOCKED;

    private static final long CKF_USER_PIN_INITIALIZED = 0x8;
    private static final long CKF_USER_PIN_FINAL_TRY = 0x20000;
    private static final long CKF_USER_PIN_LOCKED = 0x40000;

    static TokenState of(long flags) {
        if ((flags & CKF_USER_PIN_LOCKED) != 0) {
            return LOCKED;
        }
        if ((flags & CKF_USER_PIN_INITIALIZED) == 0) {
            return WITHOUT_PIN;
        }
        return (flags & CKF_USER_PIN_FINAL_TRY) != 0 ? LAST_TRY : READY;
    }
}
