"""The language of the screen: our texts, and Qt's own dialogs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from gridkeeper import texts

_QT = {texts.CHINESE: "zh_CN", texts.ENGLISH: "en"}


class Languages(QObject):
    """Puts a language in force for the window's thread and for what Qt itself says."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._qt: QTranslator | None = None

    def use(self, language: str) -> None:
        """Put a language in force; what is shown already stays as it is until it is made anew."""
        texts.use(language)
        QLocale.setDefault(QLocale(_QT[language]))
        if self._qt is not None:
            QCoreApplication.removeTranslator(self._qt)
        self._qt = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._qt.load(f"qtbase_{_QT[language]}", folder):
            QCoreApplication.installTranslator(self._qt)
