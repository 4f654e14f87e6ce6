//! Page, represent layer, Input, problem pages, session, CSRF, locale, assets. Knows no feature.
